package dev.spywatcher.fakediscord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.fakediscord.RestException.Unknown;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What REST v10 answers, below {@code /api/v10}. Thread-safe. */
final class RestApi {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LONGEST_MESSAGE = 2000;

  private final FakeDiscordOptions options;
  private final World world;
  private final String gatewayUrl;

  RestApi(FakeDiscordOptions options, World world, String gatewayUrl) {
    this.options = options;
    this.world = world;
    this.gatewayUrl = gatewayUrl;
  }

  /** Answers a request whose path begins below the version. */
  RestAnswer answer(RestRequest request) throws RestException {
    List<String> path = request.segments();
    if (path.equals(List.of("gateway"))) {
      requireGet(request);
      return RestAnswer.ok(Json.object().put("url", gatewayUrl));
    }
    requireBot(request);
    return switch (path.get(0)) {
      case "gateway" -> gateway(request);
      case "users" -> users(request);
      case "guilds" -> guilds(request);
      case "channels" -> channels(request);
      case "applications" -> application(request, path);
      case "oauth2" -> application(request, path.subList(1, path.size()));
      default -> throw RestException.notFound();
    };
  }

  private void requireBot(RestRequest request) throws RestException {
    String given = request.header().apply("Authorization");
    if (given == null || !given.startsWith("Bot ") || !options.lets(given.substring(4))) {
      throw RestException.unauthorized();
    }
  }

  private static void requireGet(RestRequest request) throws RestException {
    if (!request.method().equals("GET")) {
      throw RestException.methodNotAllowed();
    }
  }

  private RestAnswer gateway(RestRequest request) throws RestException {
    if (!request.segments().equals(List.of("gateway", "bot"))) {
      throw RestException.notFound();
    }
    requireGet(request);
    ObjectNode body = Json.object().put("url", gatewayUrl).put("shards", 1);
    body.putObject("session_start_limit")
        .put("total", 1000)
        .put("remaining", 1000)
        .put("reset_after", 0)
        .put("max_concurrency", 16);
    return RestAnswer.ok(body);
  }

  private RestAnswer application(RestRequest request, List<String> path) throws RestException {
    boolean own =
        path.size() == 2
            && (path.get(0).equals("applications"))
            && (path.get(1).equals("@me") || path.get(1).equals(BotUser.BOT.id()));
    if (!own) {
      throw RestException.notFound();
    }
    requireGet(request);
    ObjectNode body = Json.object().put("id", BotUser.BOT.id()).put("flags", 0);
    body.put("name", BotUser.BOT.username()).put("description", "").putNull("icon");
    body.put("bot_public", true).put("bot_require_code_grant", false).put("verify_key", "");
    body.set("bot", MemberPayload.self());
    body.set("owner", MemberPayload.self());
    return RestAnswer.ok(body.putNull("team"));
  }

  private RestAnswer users(RestRequest request) throws RestException {
    List<String> path = request.segments();
    if (path.size() == 3 && path.get(1).equals("@me") && path.get(2).equals("guilds")) {
      requireGet(request);
      return ownGuilds(request);
    }
    if (path.size() != 2) {
      throw RestException.notFound();
    }
    requireGet(request);
    if (path.get(1).equals("@me") || path.get(1).equals(BotUser.BOT.id())) {
      return RestAnswer.ok(MemberPayload.self());
    }
    requireId(path.get(1));
    LiveMember known =
        world.whole(
            () -> {
              for (LiveGuild guild : world.guilds()) {
                LiveMember member = guild.member(path.get(1));
                if (member != null) {
                  return member;
                }
              }
              return null;
            });
    if (known == null) {
      throw RestException.unknown(Unknown.USER);
    }
    return RestAnswer.ok(MemberPayload.user(known));
  }

  private RestAnswer ownGuilds(RestRequest request) throws RestException {
    long limit = number(request, "limit", 200, 1, 200);
    long after = number(request, "after", 0, 0, Long.MAX_VALUE);
    long before = number(request, "before", Long.MAX_VALUE, 0, Long.MAX_VALUE);
    boolean counts = flag(request, "with_counts");
    return RestAnswer.ok(
        world.whole(
            () -> {
              ArrayNode guilds = JsonNodeFactory.instance.arrayNode();
              world.guilds().stream()
                  .filter(guild -> guild.number() > after && guild.number() < before)
                  .sorted(java.util.Comparator.comparingLong(LiveGuild::number))
                  .limit(limit)
                  .forEach(guild -> guilds.add(counted(guild, GuildPayload.ofUser(guild), counts)));
              return guilds;
            }));
  }

  private static ObjectNode counted(LiveGuild guild, ObjectNode node, boolean counts) {
    if (counts) {
      long online = guild.members().stream().filter(LiveMember::online).count();
      node.put("approximate_member_count", guild.memberCount());
      node.put("approximate_presence_count", online);
    }
    return node;
  }

  private RestAnswer guilds(RestRequest request) throws RestException {
    List<String> path = request.segments();
    if (path.size() < 2) {
      throw RestException.notFound();
    }
    String guildId = path.get(1);
    requireId(guildId);
    String part = path.size() > 2 ? path.get(2) : "";
    if (path.size() > 4 || !List.of("", "members", "channels", "roles").contains(part)) {
      throw RestException.notFound();
    }
    requireGet(request);
    GuildReading reading = reading(request, part, path.size() > 3 ? path.get(3) : null);
    Object answer =
        world.whole(
            () -> {
              LiveGuild guild = world.guild(guildId);
              if (guild == null) {
                return world.hasLeft(guildId)
                    ? RestException.missingAccess()
                    : RestException.unknown(Unknown.GUILD);
              }
              try {
                return reading.of(guild);
              } catch (RestException e) {
                return e;
              }
            });
    if (answer instanceof RestException refused) {
      throw refused;
    }
    return RestAnswer.ok((JsonNode) answer);
  }

  /** What is asked about a guild; runs under the world's lock. */
  private interface GuildReading {
    JsonNode of(LiveGuild guild) throws RestException;
  }

  private GuildReading reading(RestRequest request, String part, @Nullable String id)
      throws RestException {
    if (part.isEmpty()) {
      boolean counts = flag(request, "with_counts");
      return guild -> counted(guild, GuildPayload.guild(guild), counts);
    }
    if (part.equals("members")) {
      return members(request, id);
    }
    if (part.equals("channels") && id == null) {
      return GuildPayload::channels;
    }
    if (part.equals("roles") && id == null) {
      return GuildPayload::roles;
    }
    if (part.equals("roles")) {
      return guild -> {
        for (JsonNode role : GuildPayload.roles(guild)) {
          if (role.path("id").asText().equals(id)) {
            return role;
          }
        }
        throw RestException.unknown(Unknown.ROLE);
      };
    }
    throw RestException.notFound();
  }

  private GuildReading members(RestRequest request, @Nullable String id) throws RestException {
    if (id == null) {
      long limit = number(request, "limit", 1, 1, 1000);
      long after = number(request, "after", 0, 0, Long.MAX_VALUE);
      if (options.disallowedIntents().contains(Intent.GUILD_MEMBERS)) {
        throw RestException.missingAccess();
      }
      return guild -> listed(guild, after, limit, member -> true);
    }
    if (id.equals("search")) {
      String query = request.query().apply("query");
      if (query == null || query.isEmpty()) {
        throw RestException.invalidForm();
      }
      long limit = number(request, "limit", 1, 1, 1000);
      String beginning = query.toLowerCase(Locale.ROOT);
      return guild ->
          listed(
              guild,
              0,
              limit,
              member -> member.username().toLowerCase(Locale.ROOT).startsWith(beginning));
    }
    String userId = id.equals("@me") ? BotUser.BOT.id() : id;
    requireId(userId);
    return guild -> {
      LiveMember member = guild.member(userId);
      if (member == null) {
        throw RestException.unknown(Unknown.MEMBER);
      }
      return MemberPayload.member(member);
    };
  }

  private static ArrayNode listed(
      LiveGuild guild, long after, long limit, Predicate<LiveMember> wanted) {
    ArrayNode members = JsonNodeFactory.instance.arrayNode();
    for (LiveMember member : guild.membersAfter(after)) {
      if (members.size() == limit) {
        break;
      }
      if (wanted.test(member)) {
        members.add(MemberPayload.member(member));
      }
    }
    return members;
  }

  private RestAnswer channels(RestRequest request) throws RestException {
    List<String> path = request.segments();
    if (path.size() == 3 && path.get(2).equals("messages") && request.method().equals("POST")) {
      JsonNode message = world.writes(path.get(1), content(request.body()));
      if (message == null) {
        throw RestException.unknown(Unknown.CHANNEL);
      }
      return RestAnswer.ok(message);
    }
    if (path.size() == 3 && path.get(2).equals("typing") && request.method().equals("POST")) {
      if (!world.types(path.get(1))) {
        throw RestException.unknown(Unknown.CHANNEL);
      }
      return RestAnswer.DONE;
    }
    if (path.size() != 2) {
      throw RestException.notFound();
    }
    requireGet(request);
    requireId(path.get(1));
    ObjectNode channel =
        world.whole(
            () -> {
              LiveGuild guild = world.guildOfChannel(path.get(1));
              if (guild != null) {
                for (JsonNode one : GuildPayload.channels(guild)) {
                  if (one.path("id").asText().equals(path.get(1))) {
                    return (ObjectNode) one;
                  }
                }
              }
              return null;
            });
    if (channel == null) {
      throw RestException.unknown(Unknown.CHANNEL);
    }
    return RestAnswer.ok(channel);
  }

  private static String content(byte[] body) throws RestException {
    JsonNode content;
    try {
      content = MAPPER.readTree(body).path("content");
    } catch (IOException e) {
      throw RestException.invalidForm();
    }
    if (content.asText("").isBlank()) {
      throw RestException.emptyMessage();
    }
    if (!content.isTextual() || content.textValue().length() > LONGEST_MESSAGE) {
      throw RestException.invalidForm();
    }
    return content.textValue();
  }

  private static void requireId(String id) throws RestException {
    if (Snowflakes.number(id) == null) {
      throw RestException.invalidForm();
    }
  }

  private static long number(
      RestRequest request, String name, long otherwise, long least, long most)
      throws RestException {
    String text = request.query().apply(name);
    if (text == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw RestException.invalidForm();
  }

  private static boolean flag(RestRequest request, String name) {
    String text = request.query().apply(name);
    return text != null && List.of("true", "True", "1").contains(text);
  }
}
