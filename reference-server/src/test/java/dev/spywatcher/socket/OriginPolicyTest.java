package dev.spywatcher.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AttributeKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a connection has to keep of the origin that it came with. */
class OriginPolicyTest {

  @Test
  void noOriginIsKeptWhileTheConductIsProper() {
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new OriginPolicy(OriginPolicy.config(List.of("*")), () -> Conduct.PROPER));
    FullHttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/socket.io/");
    request.headers().set(HttpHeaderNames.ORIGIN, "http://localhost:5173");

    channel.writeInbound(request);

    assertThat(channel.<Object>readInbound()).isSameAs(request);
    assertThat(channel.hasAttr(AttributeKey.<String>valueOf("spywatcher.origin"))).isFalse();
    channel.finishAndReleaseAll();
  }
}
