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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

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

  /**
   * Judges a handshake, and releases it or has it go on. Where the judgement takes time, the
   * connection waits for it and the loop does not.
   *
   * @param onward goes on with it on the connection's loop, once it is let in
   */
  void judge(ChannelHandlerContext ctx, FullHttpRequest request, Runnable onward) {
    Channel channel = ctx.channel();
    ClientAddress client = client(channel, request.headers().getAll("X-Forwarded-For"));
    channel.attr(ADDRESS).set(client);
    CompletableFuture<Admission> judged = gate.admit(client).toCompletableFuture();
    if (judged.isDone()) {
      settle(ctx, request, judged.join(), onward);
      return;
    }
    judged.thenAccept(
        admission -> {
          try {
            ctx.executor().execute(() -> settle(ctx, request, admission, onward));
          } catch (RejectedExecutionException e) {
            // The server has closed, and the connection with it.
            giveUp(request, admission);
          }
        });
  }

  private void settle(
      ChannelHandlerContext ctx, FullHttpRequest request, Admission admission, Runnable onward) {
    Channel channel = ctx.channel();
    if (!channel.isActive()) {
      giveUp(request, admission);
    } else if (admission instanceof Admission.Admitted admitted) {
      channel.attr(LEAVE).set(admitted.leave());
      channel.closeFuture().addListener(closed -> claim(channel).run());
      onward.run();
    } else if (admission instanceof Admission.Refused refused) {
      request.release();
      refusals.log(address(channel), "refused handshake", refused.reason());
      HttpAnswer.tooMany(ctx, refused.retryAfter());
    }
  }

  /** The client has gone meanwhile. */
  private static void giveUp(FullHttpRequest request, Admission admission) {
    request.release();
    if (admission instanceof Admission.Admitted admitted) {
      admitted.leave().run();
    }
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
