package dev.spywatcher.features.steps;

import dev.spywatcher.features.client.Transport;
import dev.spywatcher.features.target.Setting;
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

  @ParameterType("home|the office|the library|the harbour")
  public String from(String place) {
    return place;
  }

  @ParameterType("by websocket|by polling|by websocket without a token")
  public String guests(String words) {
    return words;
  }

  @ParameterType("limit of [a-z ]+|list of origins|trusted proxy|length of a block")
  public Setting setting(String words) {
    return Setting.of(words);
  }

  @ParameterType(
      "an unknown session|a packet for an unknown session|an unknown transport|no transport"
          + "|protocol version \\d|a packet before any session")
  public String badRequest(String words) {
    return words;
  }

  @ParameterType(
      "an empty packet|a packet of unknown type|a message of unknown type|an event that is no JSON"
          + "|an event that is no list|an event whose name is a list|a token that is no JSON"
          + "|a binary event without its attachment")
  public String malformed(String words) {
    return words;
  }

  @ParameterType(
      "the (?:first|last) allowed origin|an origin that [a-z ]+|an allowed origin on another port"
          + "|no origin at all")
  public String origin(String words) {
    return words;
  }

  @ParameterType("at once|shortly before the heartbeat")
  public String moment(String words) {
    return words;
  }

  @ParameterType("GET|POST|preflight")
  public String request(String word) {
    return word;
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
