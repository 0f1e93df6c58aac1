package dev.spywatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.socket.Session;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** What {@code POST /control/disconnect} asks for: whom to part from, and how. */
record Disconnection(Whom who, How how) {

  /** Whom a disconnection is about. */
  sealed interface Whom {

    /** Those of {@code sessions}, which are in the order in which they came. */
    List<Session> among(List<Session> sessions);
  }

  /** Everyone. */
  record All() implements Whom {
    @Override
    public List<Session> among(List<Session> sessions) {
      return sessions;
    }
  }

  /** Every connection of a user. */
  record User(String discordId) implements Whom {
    @Override
    public List<Session> among(List<Session> sessions) {
      return sessions.stream().filter(this::owns).toList();
    }

    private boolean owns(Session session) {
      return session.identity() != null && session.identity().discordId().equals(discordId);
    }
  }

  /** One connection, by the id that the control API shows. */
  record Connection(String publicId) implements Whom {
    @Override
    public List<Session> among(List<Session> sessions) {
      return sessions.stream().filter(session -> session.publicId().equals(publicId)).toList();
    }
  }

  /** A part of all, rounded up; the same seed takes the same of as many. */
  record Fraction(BigDecimal part, long seed) implements Whom {
    @Override
    public List<Session> among(List<Session> sessions) {
      int count =
          part.multiply(BigDecimal.valueOf(sessions.size()))
              .setScale(0, RoundingMode.CEILING)
              .intValueExact();
      return new Some(count, seed).among(sessions);
    }
  }

  /** So many, or all where there are fewer; the same seed takes the same of as many. */
  record Some(int number, long seed) implements Whom {
    @Override
    public List<Session> among(List<Session> sessions) {
      int count = Math.min(number, sessions.size());
      List<Session> left = new ArrayList<>(sessions);
      List<Session> taken = new ArrayList<>(count);
      SplittableRandom dice = new SplittableRandom(seed);
      while (taken.size() < count) {
        int last = left.size() - 1;
        int chosen = dice.nextInt(last + 1);
        taken.add(left.get(chosen));
        left.set(chosen, left.get(last));
        left.remove(last);
      }
      taken.sort(Comparator.comparingLong(Session::ordinal));
      return taken;
    }
  }

  /** How to part. */
  enum How {
    /** Tells the client, which then stays away. */
    SERVER_DISCONNECT("server-disconnect") {
      @Override
      void end(Session session) {
        session.disconnect();
      }
    },
    /** Closes the connection; a standard client comes back. */
    TRANSPORT_CLOSE("transport-close") {
      @Override
      void end(Session session) {
        session.cut();
      }
    },
    /** Leaves the connection open, and neither sends nor hears any more. */
    SILENCE("silence") {
      @Override
      void end(Session session) {
        session.silence();
      }
    };

    private final String word;

    How(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    abstract void end(Session session);

    private static How named(String word) throws ControlError {
      for (How how : values()) {
        if (how.word.equals(word)) {
          return how;
        }
      }
      throw ControlError.invalid(
          "how: \""
              + (word.length() > 64 ? word.substring(0, 64) + "…" : word)
              + "\" is none of "
              + String.join(", ", Arrays.stream(values()).map(How::word).toList()));
    }
  }

  private static final List<String> WHOM = List.of("all", "user", "connection", "fraction");

  /** What another server asks for: its body is as that of a caller, or names a number. */
  static Disconnection ofPeer(JsonNode body) throws ControlError {
    if (!body.has("number")) {
      return parse(body);
    }
    Fields fields = Fields.of(body, "");
    return new Disconnection(
        new Some(
            (int) fields.wholeNumber("number", 0, Integer.MAX_VALUE),
            fields.wholeNumber("seed", 1, Long.MAX_VALUE)),
        How.named(fields.text("how")));
  }

  static Disconnection parse(JsonNode body) throws ControlError {
    Fields fields = Fields.of(body, "");
    List<String> named = WHOM.stream().filter(body::hasNonNull).toList();
    if (named.size() != 1) {
      throw ControlError.invalid(
          "body: names "
              + (named.isEmpty() ? "nobody" : String.join(" and ", named))
              + "; give one of {\"all\":true}, {\"user\":ID}, {\"connection\":ID},"
              + " {\"fraction\":0.5}");
    }
    String only = named.get(0);
    Whom whom =
        switch (only) {
          case "all" -> everyone(fields);
          case "user" -> new User(fields.text("user"));
          case "connection" -> new Connection(fields.text("connection"));
          default ->
              new Fraction(fields.share("fraction"), fields.wholeNumber("seed", 1, Long.MAX_VALUE));
        };
    How how = How.named(body.hasNonNull("how") ? fields.text("how") : How.SERVER_DISCONNECT.word());
    fields.mayHave("how");
    fields.end();
    return new Disconnection(whom, how);
  }

  private static Whom everyone(Fields fields) throws ControlError {
    if (!fields.truth("all")) {
      throw ControlError.invalid(
          "all: false names nobody; give true, or one of user, connection and fraction");
    }
    return new All();
  }
}
