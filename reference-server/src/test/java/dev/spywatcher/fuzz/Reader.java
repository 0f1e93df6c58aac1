package dev.spywatcher.fuzz;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** The socket stage's reading of packets, which nobody outside its package sees. */
final class Reader {

  private static final MethodHandle PARSE = method("PacketParser", "parse", String.class);
  private static final MethodHandle ADD = method("Attachments", "add", byte[].class);
  private static final Constructor<?> ATTACHMENTS =
      type("Attachments").getDeclaredConstructors()[0];

  static {
    ATTACHMENTS.setAccessible(true);
  }

  private Reader() {}

  /** A packet was refused as malformed: the one way to fail that is allowed. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private Refused(Throwable refusal) {
      super(refusal.getMessage(), null, false, false);
    }
  }

  /** Reads a packet. */
  static Object parse(String text) throws Refused {
    try {
      return PARSE.invoke(text);
    } catch (Throwable e) {
      throw refused(e);
    }
  }

  /** Begins to collect the binary parts of a packet. */
  static Object attachments(Object announced) {
    try {
      return ATTACHMENTS.newInstance(announced);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** Adds a binary part; the whole packet once it was the last. */
  static @Nullable Object add(Object attachments, byte[] part) throws Refused {
    try {
      return ADD.invoke(attachments, part);
    } catch (Throwable e) {
      throw refused(e);
    }
  }

  private static Refused refused(Throwable thrown) {
    if (thrown.getClass().getSimpleName().equals("MalformedPacketException")) {
      return new Refused(thrown);
    }
    throw new AssertionError("threw " + thrown, thrown);
  }

  /** The value of a packet's component; {@code null} where it has none of that name. */
  static @Nullable Object component(Object packet, String name) {
    for (RecordComponent component : packet.getClass().getRecordComponents()) {
      if (component.getName().equals(name)) {
        try {
          component.getAccessor().setAccessible(true);
          return component.getAccessor().invoke(packet);
        } catch (ReflectiveOperationException e) {
          throw new AssertionError(e);
        }
      }
    }
    return null;
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName("dev.spywatcher.socket." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static MethodHandle method(String type, String name, Class<?> parameter) {
    try {
      Method method = type(type).getDeclaredMethod(name, parameter);
      method.setAccessible(true);
      return MethodHandles.lookup().unreflect(method);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
