import { i18n } from './i18n.js';
import { LearnerProgress } from './learner-progress.js';
import { TutorSession } from './tutor-session.js';
import './components/parley-app.js';

/** The page's one conversation with the tutor; the components read it and call it. */
const session = new TutorSession({ locale: i18n.locale });
const progress = new LearnerProgress({ locale: i18n.locale });
i18n.addEventListener('change', () => {
  session.setLocale(i18n.locale);
  progress.useLocale(i18n.locale);
});
// Whatever the tutor has just said may have changed what is known of the learner.
session.addEventListener('replied', () => progress.refresh());
const app = document.querySelector('parley-app');
app.session = session;
app.progress = progress;
await progress.start();
session.start(progress.course);
progress.refresh();
