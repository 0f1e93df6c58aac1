package dev.spywatcher.abuse;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocketFactory;
import org.opentest4j.TestAbortedException;

/** A connection to a server, byte by byte. Written and read by one thread each. */
public final class Wire implements AutoCloseable {

  /** How long to wait for what must come. */
  public static final Duration DEADLINE = Duration.ofSeconds(20);

  /** The collector would close a socket that nobody remembers. */
  private static final Set<Wire> OPEN = ConcurrentHashMap.newKeySet();

  private final Socket socket;
  private final InputStream in;

  private Wire(Socket socket) {
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) DEADLINE.toMillis());
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream());
      OPEN.add(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A connection from 127.0.0.1. */
  public static Wire to(InetSocketAddress server) {
    return from("127.0.0.1", server);
  }

  /** A connection from another loopback address, where the system has more than one. */
  public static Wire from(String address, InetSocketAddress server) {
    return new Wire(socket(address, server, 0));
  }

  /** A connection whose receive buffer is as small as it can be. */
  public static Wire narrow(InetSocketAddress server) {
    return new Wire(socket("127.0.0.1", server, 4096));
  }

  /** A connection with TLS. */
  public static Wire secure(InetSocketAddress server, SSLSocketFactory tls) {
    try {
      Socket plain = socket("127.0.0.1", server, 0);
      return new Wire(tls.createSocket(plain, "localhost", server.getPort(), true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Socket socket(String from, InetSocketAddress server, int receiveBuffer) {
    try {
      Socket socket = new Socket();
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      try {
        socket.bind(new InetSocketAddress(from, 0));
      } catch (BindException e) {
        throw new TestAbortedException("this system has no address " + from, e);
      }
      socket.connect(server, (int) DEADLINE.toMillis());
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The socket underneath. */
  Socket socket() {
    return socket;
  }

  /** Sends text. */
  public Wire write(String text) {
    return write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends bytes. */
  public Wire write(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends bytes; whether the connection took them. */
  public boolean tryWrite(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  InputStream in() {
    return in;
  }

  /** Sends a request and reads its answer. */
  public Answer exchange(String request) {
    return write(request).answer();
  }

  /** The next answer; {@link Answer#NONE} where the connection ends first. */
  public Answer answer() {
    try {
      String statusLine = line();
      Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        headers
            .computeIfAbsent(line.substring(0, colon).trim(), name -> new ArrayList<>())
            .add(line.substring(colon + 1).trim());
      }
      int status = Integer.parseInt(statusLine.split(" ")[1]);
      String length = String.join("", headers.getOrDefault("content-length", List.of("0")));
      byte[] body = in.readNBytes(Integer.parseInt(length));
      return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no answer within " + DEADLINE, e);
    } catch (IOException e) {
      return Answer.NONE;
    }
  }

  /** The next answer where it is one of HTTP; {@link Answer#NONE} otherwise. */
  Answer answerOrNone() {
    try {
      return answer();
    } catch (RuntimeException e) {
      return Answer.NONE;
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  /** Says that no more will come, and still takes what the server sends. */
  void halfClose() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      // The server has ended it already.
    }
  }

  /** Sends bytes, and that no more will come; everything until the server ends the connection. */
  public String lastWords(byte[] bytes) {
    tryWrite(bytes);
    halfClose();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      in.transferTo(said);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("goes on after " + DEADLINE, e);
    } catch (IOException e) {
      // A reset is an end, too.
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  /** Everything until the server ends the connection. */
  String rest() {
    try {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether the server ends the connection within that time; what comes before is dropped. */
  public boolean endsWithin(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    byte[] sink = new byte[8192];
    try {
      while (true) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        socket.setSoTimeout((int) left);
        if (in.read(sink) < 0) {
          return true;
        }
      }
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    } finally {
      try {
        socket.setSoTimeout((int) DEADLINE.toMillis());
      } catch (IOException e) {
        // It is closed, which is what was asked.
      }
    }
  }

  /** Ends the connection with a reset, without a word. */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is closed already.
    }
    close();
  }

  @Override
  public void close() {
    OPEN.remove(this);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
