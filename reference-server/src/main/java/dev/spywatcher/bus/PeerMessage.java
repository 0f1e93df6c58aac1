package dev.spywatcher.bus;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What one server tells another.
 *
 * @param call number of the call that it is about, among those of the caller
 * @param from id of the server that sends it
 * @param at when it was sent, Redis' time in milliseconds since the epoch
 * @param body what is asked or answered, or the name of the parcel that holds it
 */
record PeerMessage(Kind kind, long call, String from, long at, byte[] body) {

  enum Kind {
    /** Asks for something. */
    CALL,
    /** The same; what is asked lies in a parcel. */
    CALL_BY_PARCEL,
    /** Still at it. */
    WORKING,
    /** Answers. */
    ANSWER,
    /** The same; the answer lies in a parcel. */
    ANSWER_BY_PARCEL,
    /** Could not do it; why, for a person to read. */
    FAILURE
  }

  private static final Kind[] KINDS = Kind.values();

  byte[] encoded() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + 64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(kind.ordinal());
      out.writeLong(call);
      out.writeUTF(from);
      out.writeLong(at);
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Throws {@link IllegalArgumentException} where the bytes are no message. */
  static PeerMessage decoded(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int kind = in.readUnsignedByte();
      if (kind >= KINDS.length) {
        throw new IllegalArgumentException("a message of kind " + kind);
      }
      return new PeerMessage(
          KINDS[kind], in.readLong(), in.readUTF(), in.readLong(), in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalArgumentException("a message of " + bytes.length + " bytes", e);
    }
  }
}
