import { i18n } from '../i18n.js';
import { messages as en } from './messages.en.js';
import { messages as zhCN } from './messages.zh-CN.js';

i18n.extend({ en, 'zh-CN': zhCN }, 'studio.title');
await import('./components/studio-app.js');
