package dev.spywatcher.socket;

import dev.spywatcher.limit.Admission;
import dev.spywatcher.limit.ClientAddress;
import dev.spywatcher.limit.Gate;
import dev.spywatcher.limit.TrustedProxies;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Where handshakes are counted against the limits of their address, before they cost anything
 * (LIM-1, LIM-2, LIM-4). What was admitted is handed on to the session, or given back when none
 * comes of it.
 */
final class Door {

  private static final AttributeKey<Runnable> LEAVE = AttributeKey.valueOf("spywatcher.leave");
  private static final AttributeKey<ClientAddress> ADDRESS =
      AttributeKey.valueOf("spywatcher.address");

  private final Gate gate;
  private final SocketSettings settings;
  private final RefusalLog refusals;

  Door(Gate gate, SocketSettings settings, RefusalLog refusals) {
    this.gate = gate;
    this.settings = settings;
    this.refusals = refusals;
  }

  /** Whether a handshake may go on; if not, it has been answered. */
  boolean admits(ChannelHandlerContext ctx, FullHttpRequest request) {
    Channel channel = ctx.channel();
    ClientAddress client = client(channel, request.headers().getAll("X-Forwarded-For"));
    channel.attr(ADDRESS).set(client);
    Admission admission = gate.admit(client);
    if (admission instanceof Admission.Refused refused) {
      refusals.log(client, "refused handshake", refused.reason());
      HttpAnswer.tooMany(ctx, refused.retryAfter());
      return false;
    }
    channel.attr(LEAVE).set(((Admission.Admitted) admission).leave());
    channel.closeFuture().addListener(closed -> claim(channel).run());
    return true;
  }

  private ClientAddress client(Channel channel, List<String> forwardedFor) {
    TrustedProxies proxies = settings.conduct().get().trusted(settings.trustedProxies());
    return proxies.client(((InetSocketAddress) channel.remoteAddress()).getAddress(), forwardedFor);
  }

  /** Takes over what was admitted on a channel; to be run when the session ends. */
  static Runnable claim(Channel channel) {
    Runnable leave = channel.attr(LEAVE).getAndSet(null);
    return leave == null ? () -> {} : leave;
  }

  /** The client behind a channel. */
  static ClientAddress address(Channel channel) {
    ClientAddress known = channel.attr(ADDRESS).get();
    return known != null
        ? known
        : ClientAddress.of(((InetSocketAddress) channel.remoteAddress()).getAddress());
  }
}
