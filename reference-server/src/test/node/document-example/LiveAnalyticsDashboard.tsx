import { useEffect, useState } from 'react';
import { socketService } from './socketService';
import toast from 'react-hot-toast';

export function LiveAnalyticsDashboard({ guildId, token }) {
  const [analytics, setAnalytics] = useState(null);
  const [recentMessages, setRecentMessages] = useState([]);

  useEffect(() => {
    // Connect to WebSocket
    const socket = socketService.connect(token);

    // Subscribe to analytics
    socketService.subscribeToAnalytics(guildId, (data) => {
      setAnalytics(data);
    });

    // Subscribe to guild events
    socket.emit('subscribe:guild', guildId);

    // Listen for new messages
    socket.on('message:new', (message) => {
      setRecentMessages(prev => [message, ...prev].slice(0, 50));
    });

    // Listen for multi-client alerts
    socket.on('alert:multiClient', (alert) => {
      toast.warning(`Multi-client detected: ${alert.username}`);
    });

    // Cleanup
    return () => {
      socket.emit('unsubscribe:guild', guildId);
      socketService.disconnect();
    };
  }, [guildId, token]);

  return (
    <div>
      <h2>Live Analytics</h2>
      {analytics && (
        <div>
          <h3>Ghost Users</h3>
          <ul>
            {analytics.data.ghosts.map(ghost => (
              <li key={ghost.userId}>
                {ghost.username}: {ghost.ghostScore}
              </li>
            ))}
          </ul>
        </div>
      )}
      
      <h3>Recent Messages</h3>
      <ul>
        {recentMessages.map((msg, i) => (
          <li key={i}>
            {msg.username} in #{msg.channelName}
          </li>
        ))}
      </ul>
    </div>
  );
}
