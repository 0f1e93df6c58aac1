package dev.spywatcher.socket;

import com.corundumstudio.socketio.protocol.AuthPacket;
import com.corundumstudio.socketio.protocol.JacksonJsonSupport;
import io.netty.buffer.ByteBufOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Repairs the library's handshake, which does not announce {@code maxPayload} (CONN-11; Engine.IO
 * 4, "Handshake").
 */
final class WireJson extends JacksonJsonSupport {

  private final SocketSettings settings;

  WireJson(SocketSettings settings) {
    this.settings = settings;
  }

  @Override
  public void writeValue(ByteBufOutputStream out, Object value) throws IOException {
    super.writeValue(out, value instanceof AuthPacket handshake ? complete(handshake) : value);
  }

  private Map<String, Object> complete(AuthPacket handshake) {
    Map<String, Object> open = new LinkedHashMap<>();
    open.put("sid", handshake.getSid());
    open.put("upgrades", handshake.getUpgrades());
    open.put("pingInterval", handshake.getPingInterval());
    open.put("pingTimeout", handshake.getPingTimeout());
    open.put("maxPayload", settings.maxPayload());
    return settings.conduct().get().open(open);
  }
}
