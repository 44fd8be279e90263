import { render } from 'preact';
import './style/palette.css';
import './style/base.css';
import './style/shell.css';
import './style/parts.css';
import './style/lists.css';
import './style/pages.css';
import './style/log.css';
import './style/views.css';
import '@/base/theme';
import { startFollowing } from '@/api/live';
import { enterByCode } from '@/shell/Login';
import { Shell } from '@/shell/Shell';

await enterByCode();
startFollowing();
render(<Shell />, document.getElementById('app')!);
