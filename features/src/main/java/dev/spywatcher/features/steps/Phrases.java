package dev.spywatcher.features.steps;

import dev.spywatcher.features.client.Transport;
import dev.spywatcher.features.token.BrokenToken;
import io.cucumber.java.ParameterType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The words that phrases are made of. */
public final class Phrases {
  private static final String NAME = "[A-Z][a-z]+";
  private static final String CLIENT = NAME + "(?:'s [a-z]+)?";

  /** A room as clients ask for it. */
  public record Room(String kind, String guild) {}

  @ParameterType(NAME)
  public String person(String name) {
    return name;
  }

  @ParameterType(NAME + "(?:, " + NAME + ")*(?: and " + NAME + ")?")
  public List<String> people(String names) {
    return split(names);
  }

  @ParameterType(NAME)
  public String guild(String name) {
    return name;
  }

  @ParameterType(CLIENT)
  public String client(String name) {
    return name;
  }

  @ParameterType(CLIENT + "(?:, " + CLIENT + ")*(?: and " + CLIENT + ")?")
  public List<String> clients(String names) {
    return split(names);
  }

  @ParameterType("websocket|polling|upgrade")
  public Transport transport(String word) {
    return Transport.of(word);
  }

  @ParameterType("[A-Z]{4,}")
  public String role(String role) {
    return role;
  }

  @ParameterType("the (?:events|analytics) of " + NAME)
  public Room room(String words) {
    String[] parts = words.split(" ");
    return new Room(parts[1].equals("events") ? "guild" : "analytics", parts[3]);
  }

  @ParameterType("online|idle|dnd|offline")
  public String status(String status) {
    return status;
  }

  @ParameterType(
      "(?:desktop|mobile|web)(?:, (?:desktop|mobile|web))*(?: and (?:desktop|mobile|web))?")
  public List<String> platforms(String words) {
    return split(words);
  }

  @ParameterType("query string|header")
  public String place(String words) {
    return words;
  }

  @ParameterType(
      "all of it|the (?:message|presence|alert|role change|join)(?: and the alert)?(?: with clean names)?")
  public Set<String> news(String words) {
    return switch (words.replace(" with clean names", "")) {
      case "the message" -> Set.of("message:new");
      case "the presence" -> Set.of("presence:update");
      case "the alert" -> Set.of("alert:multiClient");
      case "the presence and the alert" -> Set.of("presence:update", "alert:multiClient");
      case "the role change" -> Set.of("role:change");
      case "the join" -> Set.of("user:join");
      case "all of it" ->
          Set.of("message:new", "presence:update", "alert:multiClient", "role:change", "user:join");
      default -> throw new IllegalArgumentException(words);
    };
  }

  @ParameterType(".+")
  public BrokenToken broken(String words) {
    return BrokenToken.of(words);
  }

  @ParameterType("[^,]+")
  public BadGuildId badId(String words) {
    return BadGuildId.of(words);
  }

  private static List<String> split(String names) {
    return Arrays.stream(names.split(", | and ")).toList();
  }
}
