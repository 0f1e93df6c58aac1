package dev.spywatcher.fakediscord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a bot sends on the gateway, read and checked. */
sealed interface GatewayCommand {

  /** Discord's limit on one payload from a bot, in bytes. */
  int LARGEST = 4096;

  /**
   * Op 1.
   *
   * @param sequence the last dispatch that the bot has seen; 0 where it has seen none
   */
  record Heartbeat(long sequence) implements GatewayCommand {}

  /**
   * Op 2: begins a session.
   *
   * @param largeThreshold members from which on a guild comes without those who are offline
   * @param compressed whether payloads are to come as zlib, each for itself
   * @param library what the bot says that it is made with
   */
  record Identify(
      String token,
      Set<Intent> intents,
      Shard shard,
      int largeThreshold,
      boolean compressed,
      String library)
      implements GatewayCommand {
    /** Leaves the token out. */
    @Override
    public String toString() {
      return "Identify[" + shard + ", " + library + "]";
    }
  }

  /** Op 6: goes on with a session. */
  record Resume(String token, String sessionId, long sequence) implements GatewayCommand {
    /** Leaves the token out. */
    @Override
    public String toString() {
      return "Resume[sessionId=" + sessionId + ", sequence=" + sequence + "]";
    }
  }

  /**
   * Op 8: asks for members of a guild, by the beginning of their names or by id.
   *
   * @param limit 0 for all
   * @param userIds {@code null} where {@code query} decides
   */
  record RequestMembers(
      String guildId,
      String query,
      int limit,
      boolean presences,
      @Nullable List<String> userIds,
      @Nullable String nonce)
      implements GatewayCommand {}

  /** Op 3, 4 or 31: taken, and without effect on what others see. */
  record Accepted(int opcode) implements GatewayCommand {}

  /** The parser; strict, as Discord's is. */
  ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** A payload as JSON with an opcode. */
  static JsonNode tree(byte[] payload) throws GatewayException {
    if (payload.length > LARGEST) {
      throw new GatewayException(CloseCode.DECODE_ERROR);
    }
    try {
      JsonNode tree = JSON.readTree(payload);
      if (tree != null && tree.isObject() && tree.path("op").isInt()) {
        return tree;
      }
    } catch (JsonProcessingException e) {
      // Said below.
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    throw new GatewayException(CloseCode.DECODE_ERROR);
  }

  /** The command that a payload is. */
  static GatewayCommand of(JsonNode payload) throws GatewayException {
    JsonNode data = payload.path("d");
    int opcode = payload.path("op").intValue();
    return switch (opcode) {
      case 1 -> new Heartbeat(data.longValue());
      case 2 -> identify(data);
      case 3, 4, 31 -> accepted(opcode, data);
      case 6 -> resume(data);
      case 8 -> requestMembers(data);
      default -> throw new GatewayException(CloseCode.UNKNOWN_OPCODE);
    };
  }

  private static Identify identify(JsonNode data) throws GatewayException {
    require(data.isObject() && data.path("token").isTextual());
    require(data.path("properties").isObject());
    JsonNode intents = data.path("intents");
    if (!intents.isIntegralNumber() || !Intent.valid(intents.longValue())) {
      throw new GatewayException(CloseCode.INVALID_INTENTS);
    }
    JsonNode properties = data.path("properties");
    String library = properties.path("browser").asText(properties.path("$browser").asText(""));
    int threshold = data.path("large_threshold").asInt(50);
    return new Identify(
        bare(data.path("token").textValue()),
        Intent.of(intents.longValue()),
        Shard.of(data.path("shard")),
        Math.max(50, Math.min(threshold, 250)),
        data.path("compress").asBoolean(false),
        library.length() > 40 ? library.substring(0, 40) : library);
  }

  private static Accepted accepted(int opcode, JsonNode data) throws GatewayException {
    require(data.isObject());
    return new Accepted(opcode);
  }

  private static Resume resume(JsonNode data) throws GatewayException {
    JsonNode sequence = data.path("seq");
    require(data.path("token").isTextual() && data.path("session_id").isTextual());
    require(sequence.isNull() || sequence.isIntegralNumber());
    return new Resume(
        bare(data.path("token").textValue()),
        data.path("session_id").textValue(),
        sequence.longValue());
  }

  private static RequestMembers requestMembers(JsonNode data) throws GatewayException {
    JsonNode guild = data.path("guild_id");
    // An array of one is what old libraries send.
    JsonNode guildId = guild.isArray() && guild.size() == 1 ? guild.get(0) : guild;
    require(isId(guildId));
    JsonNode users = data.path("user_ids");
    boolean byId = !users.isMissingNode() && !users.isNull();
    require(byId || data.path("query").isTextual());
    List<String> userIds = byId ? ids(users) : null;
    JsonNode nonce = data.path("nonce");
    boolean echoed = nonce.isTextual() && nonce.textValue().length() <= 32;
    return new RequestMembers(
        guildId.asText(),
        data.path("query").asText(""),
        Math.max(0, data.path("limit").asInt(0)),
        data.path("presences").asBoolean(false),
        userIds,
        echoed ? nonce.textValue() : null);
  }

  private static List<String> ids(JsonNode oneOrMore) throws GatewayException {
    Function<JsonNode, List<JsonNode>> elements =
        array -> StreamSupport.stream(array.spliterator(), false).toList();
    List<String> ids = new ArrayList<>();
    for (JsonNode id : oneOrMore.isArray() ? elements.apply(oneOrMore) : List.of(oneOrMore)) {
      require(isId(id));
      ids.add(id.asText());
    }
    return ids;
  }

  private static boolean isId(JsonNode node) {
    return node.isTextual() || node.isIntegralNumber();
  }

  /** Some libraries send the word that REST wants. */
  private static String bare(String token) {
    return token.startsWith("Bot ") ? token.substring(4) : token;
  }

  private static void require(boolean wellFormed) throws GatewayException {
    if (!wellFormed) {
      throw new GatewayException(CloseCode.DECODE_ERROR);
    }
  }
}
