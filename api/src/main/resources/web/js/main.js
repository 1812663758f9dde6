import { TutorSession } from './tutor-session.js';
import { i18n } from './i18n.js';
import './components/parley-app.js';

/** The page's one conversation with the tutor; the components read it and call it. */
const session = new TutorSession({ locale: i18n.locale });
i18n.addEventListener('change', () => session.setLocale(i18n.locale));
document.querySelector('parley-app').session = session;
session.start();
