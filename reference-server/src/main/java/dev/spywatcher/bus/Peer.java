package dev.spywatcher.bus;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/**
 * A server of the service.
 *
 * @param id what Redis knows it by: unique among all servers there ever were
 * @param name what people know it by: host and port of where its clients connect
 * @param controlUrl where its control API answers
 * @param pid id of its process, on its own machine
 */
public record Peer(String id, String name, URI controlUrl, long pid) {

  private static final String ID = "[A-Za-z0-9-]{1,40}";

  public Peer {
    if (!id.matches(ID)) {
      throw new IllegalArgumentException("id: \"" + id + "\" is not " + ID);
    }
  }

  byte[] described() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(name);
      out.writeUTF(controlUrl.toString());
      out.writeLong(pid);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Peer of(String id, byte[] description) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(description))) {
      return new Peer(id, in.readUTF(), URI.create(in.readUTF()), in.readLong());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
