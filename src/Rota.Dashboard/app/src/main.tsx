import { render } from 'preact';
import './style/palette.css';
import './style/base.css';
import './style/shell.css';
import './style/parts.css';
import './style/lists.css';
import './style/pages.css';
import './style/log.css';
import './style/views.css';
import './style/contrast.css';
import '@/base/theme';
import { startFollowing } from '@/api/live';
import { whenIdle } from '@/base/idle';
import { enterByCode } from '@/shell/Login';
import { Shell } from '@/shell/Shell';

await enterByCode();
const place = document.getElementById('app')!;
// What stood there until now was drawn while this script came.
place.replaceChildren();
render(<Shell />, place);
whenIdle(startFollowing);
