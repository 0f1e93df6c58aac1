package dev.spywatcher.load.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameScannerTest {

  private final List<String> found = new ArrayList<>();
  private final FrameScanner scanner = new FrameScanner();
  private final FrameScanner.Sink sink =
      new FrameScanner.Sink() {
        @Override
        public void event(int writer, int number) {
          found.add("event " + writer + "/" + number);
        }

        @Override
        public void packet(String text) {
          found.add(text);
        }

        @Override
        public void close() {
          found.add("close");
        }

        @Override
        public void strange() {
          found.add("strange");
        }
      };

  static String message(int writer, int number) {
    return Numbering.PACKET_START
        + Numbering.userId(writer, number)
        + "\",\"username\":\""
        + Numbering.username(writer, number)
        + "\",\"channelId\":\"400000000000000001\",\"channelName\":\"general\","
        + "\"timestamp\":\"2026-01-31T12:00:00.000Z\"}]";
  }

  private static ByteBuf frame(int kind, String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    ByteBuf frame = Unpooled.buffer().writeByte(kind);
    if (payload.length < 126) {
      frame.writeByte(payload.length);
    } else {
      frame.writeByte(126).writeShort(payload.length);
    }
    return frame.writeBytes(payload);
  }

  private static ByteBuf text(String text) {
    return frame(0x81, text);
  }

  @Test
  void findsEventsAndOtherPackets() {
    scanner.read(
        Unpooled.wrappedBuffer(text("2"), text(message(3, 499)), text("430[{\"ok\":true}]")), sink);
    assertThat(found).containsExactly("2", "event 3/499", "430[{\"ok\":true}]");
  }

  @Test
  void framesMayArriveInPiecesOfAnySize() {
    for (int size = 1; size < 200; size++) {
      found.clear();
      ByteBuf all =
          Unpooled.copiedBuffer(text(message(0, 1)), text("2"), text(message(0, 2)), text("6"));
      while (all.isReadable()) {
        scanner.read(all.readBytes(Math.min(size, all.readableBytes())), sink);
      }
      assertThat(found)
          .as("in pieces of " + size)
          .containsExactly("event 0/1", "2", "event 0/2", "6");
    }
  }

  @Test
  void aPacketOfAnotherLengthIsNoEventOfOurs() {
    String longer = message(0, 1).replace("general", "generally");
    scanner.read(text(longer), sink);
    assertThat(found).containsExactly(longer);
  }

  @Test
  void aNumberThatNobodyWroteIsStrange() {
    scanner.read(text(message(0, 1).replace("0000000001\"", "000000000x\"")), sink);
    scanner.read(text(message(9, 1)), sink);
    assertThat(found).containsExactly("strange", "strange");
  }

  @Test
  void closeAndBinaryFramesAreTold() {
    scanner.read(Unpooled.wrappedBuffer(frame(0x82, "b"), frame(0x88, "")), sink);
    assertThat(found).containsExactly("strange", "close");
  }

  @Test
  void everyMessageHasTheLengthThatIsCounted() {
    assertThat(message(0, 0)).hasSize(Numbering.PACKET_LENGTH);
    assertThat(message(7, 499)).hasSize(Numbering.PACKET_LENGTH);
  }
}
