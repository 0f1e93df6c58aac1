package dev.spywatcher.load.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

  private static final int PATIENCE_MILLIS = 5_000;
  private static final int SILENCE_MILLIS = 300;

  @Test
  void passesBothWaysHoldsWhatIsCutAndLetsItThroughWhenMended() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TcpProxy proxy = new TcpProxy((InetSocketAddress) server.getLocalSocketAddress());
        Socket near = connected(proxy);
        Socket far = server.accept()) {
      near.setSoTimeout(PATIENCE_MILLIS);
      far.setSoTimeout(PATIENCE_MILLIS);
      near.getOutputStream().write('a');
      assertThat(far.getInputStream().read()).isEqualTo('a');
      far.getOutputStream().write('b');
      assertThat(near.getInputStream().read()).isEqualTo('b');

      proxy.cut();
      near.getOutputStream().write('c');
      far.setSoTimeout(SILENCE_MILLIS);
      assertThatThrownBy(() -> far.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);

      proxy.mend();
      far.setSoTimeout(PATIENCE_MILLIS);
      assertThat(far.getInputStream().read()).isEqualTo('c');
    }
  }

  @Test
  void aConnectionMadeWhileCutHearsNothingUntilItIsMended() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TcpProxy proxy = new TcpProxy((InetSocketAddress) server.getLocalSocketAddress())) {
      proxy.cut();
      try (Socket near = connected(proxy);
          Socket far = server.accept()) {
        near.getOutputStream().write('a');
        far.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(() -> far.getInputStream().read())
            .isInstanceOf(SocketTimeoutException.class);

        proxy.mend();
        far.setSoTimeout(PATIENCE_MILLIS);
        assertThat(far.getInputStream().read()).isEqualTo('a');
      }
    }
  }

  @Test
  void theEndOfOneSideIsTheEndOfTheOther() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TcpProxy proxy = new TcpProxy((InetSocketAddress) server.getLocalSocketAddress());
        Socket near = connected(proxy);
        Socket far = server.accept()) {
      near.close();
      far.setSoTimeout(PATIENCE_MILLIS);
      assertThat(far.getInputStream().read()).isEqualTo(-1);
    }
  }

  private static Socket connected(TcpProxy proxy) throws IOException {
    return new Socket(proxy.address().getAddress(), proxy.address().getPort());
  }
}
