// Mounts the document's component, for the guild and token that the page's address names.

import { createRoot } from 'react-dom/client';
import { Toaster } from 'react-hot-toast';
import { LiveAnalyticsDashboard } from './LiveAnalyticsDashboard';

const { guildId, token } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));

createRoot(document.getElementById('root')).render(
  <>
    <LiveAnalyticsDashboard guildId={guildId} token={token} />
    <Toaster />
  </>,
);
