package dev.spywatcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A guild as the control API shows it. */
record GuildView(
    String id, String name, List<Named> channels, List<Named> roles, List<Member> members) {

  /** A guild, a channel or a role. */
  record Named(String id, String name) {
    static Named of(JsonNode node) {
      return new Named(node.path("id").asText(), node.path("name").asText());
    }

    /** The first few, with their ids. */
    static String listed(List<Named> all) {
      String few =
          all.stream()
              .limit(4)
              .map(one -> Plain.name(one.name(), 20) + " (" + one.id() + ")")
              .collect(Collectors.joining(", "));
      return all.size() > 4 ? few + " and " + (all.size() - 4) + " more" : few;
    }

    /** Among {@code all}, the one with this id, else the one with this name. */
    static Optional<Named> find(List<Named> all, String idOrName) {
      String name = idOrName.startsWith("#") ? idOrName.substring(1) : idOrName;
      return all.stream()
          .filter(one -> one.id().equals(idOrName))
          .findFirst()
          .or(() -> all.stream().filter(one -> one.name().equalsIgnoreCase(name)).findFirst());
    }
  }

  /**
   * A member.
   *
   * @param status {@code online}, {@code idle}, {@code dnd} or {@code offline}
   */
  record Member(
      String userId,
      String username,
      boolean bot,
      List<String> roles,
      String status,
      List<String> platforms) {

    Member withRoles(List<String> next) {
      return new Member(userId, username, bot, List.copyOf(next), status, platforms);
    }

    Member withStatus(String next) {
      return new Member(userId, username, bot, roles, next, platforms);
    }

    static Member of(JsonNode node) {
      return new Member(
          node.path("userId").asText(),
          node.path("username").asText(),
          node.path("bot").asBoolean(),
          all(node.path("roles"), JsonNode::asText),
          node.path("status").asText("offline"),
          all(node.path("platforms"), JsonNode::asText));
    }
  }

  static GuildView of(JsonNode node) {
    return new GuildView(
        node.path("id").asText(),
        node.path("name").asText(),
        all(node.path("channels"), Named::of),
        all(node.path("roles"), Named::of),
        all(node.path("members"), Member::of));
  }

  static <T> List<T> all(JsonNode array, Function<JsonNode, T> reading) {
    return StreamSupport.stream(array.spliterator(), false).map(reading).toList();
  }
}
