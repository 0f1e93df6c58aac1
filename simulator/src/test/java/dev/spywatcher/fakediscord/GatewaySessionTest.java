package dev.spywatcher.fakediscord;

import static dev.spywatcher.fakediscord.Guilds.ADA;
import static dev.spywatcher.fakediscord.Guilds.BEN;
import static dev.spywatcher.fakediscord.Guilds.GENERAL;
import static dev.spywatcher.fakediscord.Guilds.HARBOR;
import static dev.spywatcher.fakediscord.Guilds.SAILOR;
import static dev.spywatcher.fakediscord.Guilds.THEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a bot is told, by raw payloads. */
@Timeout(60)
class GatewaySessionTest {

  private static final int WITHOUT_CONTENT = GatewayBot.ALL_INTENTS & ~(1 << 15);

  private FakeDiscord discord;

  @BeforeEach
  void start() {
    discord = FakeDiscord.start(FakeDiscordOptions.defaults());
    discord.accept(Guilds.harbor());
  }

  @AfterEach
  void stop() {
    discord.close();
  }

  private void writes(String userId, String content) {
    discord.accept(new DiscordEvent.Message(HARBOR, userId, THEN, GENERAL, content));
  }

  @Test
  void helloComesFirstAndHeartbeatsAreAnswered() {
    try (GatewayBot bot = GatewayBot.at(discord)) {
      JsonNode hello = bot.next();
      assertThat(hello.path("op").asInt()).isEqualTo(10);
      assertThat(hello.path("d").path("heartbeat_interval").asInt()).isEqualTo(41_250);

      bot.send("{\"op\":1,\"d\":null}");

      assertThat(bot.next().path("op").asInt()).isEqualTo(11);
    }
  }

  @Test
  void whoIsBehindIsAskedForAHeartbeatAndSaysHowFarItIs() throws Exception {
    try (GatewayBot bot = GatewayBot.ready(discord)) {
      bot.dispatch("GUILD_CREATE");
      writes(ADA, "hello");
      long before = bot.sequence();

      CompletableFuture<List<Identified>> late =
          CompletableFuture.supplyAsync(() -> notSeen(Duration.ofSeconds(30)));
      bot.dispatch("MESSAGE_CREATE");
      bot.opcode(1);
      bot.send("{\"op\":1,\"d\":" + before + "}");
      bot.opcode(1);
      bot.send("{\"op\":1,\"d\":" + bot.sequence() + "}");
      assertThat(late.get(10, TimeUnit.SECONDS)).isEmpty();
    }
  }

  @Test
  void whoDoesNotAnswerIsSaidToBeBehind() {
    try (GatewayBot bot = GatewayBot.ready(discord)) {
      assertThat(notSeen(Duration.ofMillis(300)))
          .singleElement()
          .matches(session -> session.confirmed() == 0 && session.sequence() == bot.sequence() + 1);
    }
  }

  private List<Identified> notSeen(Duration timeout) {
    try {
      return discord.awaitSeen(timeout);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void readyNamesTheGuildsAndEachFollowsWhole() throws Exception {
    try (GatewayBot bot = GatewayBot.at(discord)) {
      bot.identify(GatewayBot.ALL_INTENTS, "");

      JsonNode ready = bot.dispatch("READY");
      JsonNode guild = bot.dispatch("GUILD_CREATE");

      assertThat(ready.path("guilds").get(0).path("id").asText()).isEqualTo(HARBOR);
      assertThat(ready.path("resume_gateway_url").asText())
          .isEqualTo(discord.gatewayUrl().toString());
      assertThat(guild.path("member_count").asInt()).isEqualTo(3);
      assertThat(guild.path("members").findValuesAsText("username"))
          .containsExactlyInAnyOrder("ada", "ben", "spywatcher-bot");
      assertThat(guild.path("channels").findValuesAsText("name")).containsExactly("general");
      assertThat(guild.path("roles").findValuesAsText("name"))
          .containsExactly("@everyone", "Sailor");
      Identified session = discord.awaitIdentify(Duration.ofSeconds(5));
      assertThat(session.sessionId()).isEqualTo(ready.path("session_id").asText());
      assertThat(session.library()).isEqualTo("raw");
    }
  }

  @Test
  void everyKindOfEventIsToldWithWhatLibrariesNeed() {
    try (GatewayBot bot = GatewayBot.ready(discord)) {
      String eve = "1300929216358909136";
      writes(ADA, "hello <@" + BEN + ">");
      discord.accept(new DiscordEvent.Typing(HARBOR, BEN, THEN, GENERAL));
      discord.accept(
          new DiscordEvent.Presence(
              HARBOR, ADA, THEN, PresenceStatus.DND, Set.of(Platform.MOBILE, Platform.WEB)));
      discord.accept(new DiscordEvent.Roles(HARBOR, ADA, THEN, List.of(SAILOR)));
      discord.accept(new DiscordEvent.Join(HARBOR, eve, THEN, "eve", THEN, false));
      discord.accept(new DiscordEvent.Leave(HARBOR, eve, THEN));

      JsonNode message = bot.dispatch("MESSAGE_CREATE");
      assertThat(message.path("content").asText()).isEqualTo("hello <@" + BEN + ">");
      assertThat(message.path("author").path("username").asText()).isEqualTo("ada");
      assertThat(message.path("mentions").findValuesAsText("username")).containsExactly("ben");
      JsonNode typing = bot.dispatch("TYPING_START");
      assertThat(typing.path("user_id").asText()).isEqualTo(BEN);
      assertThat(typing.path("timestamp").asLong()).isEqualTo(THEN.getEpochSecond());
      JsonNode presence = bot.dispatch("PRESENCE_UPDATE");
      assertThat(presence.path("client_status").toString())
          .isEqualTo("{\"mobile\":\"dnd\",\"web\":\"dnd\"}");
      JsonNode update = bot.dispatch("GUILD_MEMBER_UPDATE");
      assertThat(update.path("roles").toString()).isEqualTo("[\"" + SAILOR + "\"]");
      JsonNode add = bot.dispatch("GUILD_MEMBER_ADD");
      assertThat(add.path("user").path("username").asText()).isEqualTo("eve");
      JsonNode remove = bot.dispatch("GUILD_MEMBER_REMOVE");
      assertThat(remove.path("user").path("id").asText()).isEqualTo(eve);
    }
  }

  @Test
  void whatWasNotAskedForIsNotTold() throws Exception {
    try (GatewayBot bot = GatewayBot.at(discord)) {
      bot.identify(1 | 1 << 11, "");
      JsonNode guild = bot.dispatch("GUILD_CREATE");
      assertThat(guild.path("members").findValuesAsText("username"))
          .containsExactly("spywatcher-bot");

      writes(ADA, "hello");
      discord.accept(new DiscordEvent.Roles(HARBOR, ADA, THEN, List.of(SAILOR)));
      discord.accept(new DiscordEvent.Presence(HARBOR, ADA, THEN, PresenceStatus.IDLE, Set.of()));
      discord.accept(new DiscordEvent.Typing(HARBOR, BEN, THEN, GENERAL));

      assertThat(bot.next().path("t").asText()).isEqualTo("TYPING_START");
      assertThat(bot.heardWithin(300)).isEmpty();
    }
  }

  @Test
  void contentIsBlankWithoutItsIntentUnlessTheBotIsMentioned() {
    try (GatewayBot bot = GatewayBot.at(discord)) {
      bot.identify(WITHOUT_CONTENT, "");
      bot.dispatch("GUILD_CREATE");
      String mention = "hello <@" + BotUser.BOT.id() + ">";
      writes(ADA, "secret");
      writes(ADA, mention);

      assertThat(bot.dispatch("MESSAGE_CREATE").path("content").asText()).isEmpty();
      assertThat(bot.dispatch("MESSAGE_CREATE").path("content").asText()).isEqualTo(mention);
    }
  }

  @Test
  void payloadsOfOneStreamInflateAsTheyCome() {
    try (GatewayBot bot = GatewayBot.at(discord, "/?v=10&encoding=json&compress=zlib-stream")) {
      bot.identify(GatewayBot.ALL_INTENTS, "");
      bot.dispatch("GUILD_CREATE");
      for (int i = 0; i < 50; i++) {
        writes(ADA, "message " + i + " ✨");
      }
      for (int i = 0; i < 50; i++) {
        JsonNode message = bot.dispatch("MESSAGE_CREATE");
        assertThat(message.path("content").asText()).isEqualTo("message " + i + " ✨");
      }
    }
  }

  @Test
  void payloadsAreCompressedEachForItselfWhereIdentifyAsksForIt() {
    try (GatewayBot bot = GatewayBot.at(discord)) {
      bot.identify(GatewayBot.ALL_INTENTS, ",\"compress\":true");
      bot.dispatch("GUILD_CREATE");
      writes(ADA, "one");
      writes(BEN, "two");

      assertThat(bot.dispatch("MESSAGE_CREATE").path("content").asText()).isEqualTo("one");
      assertThat(bot.dispatch("MESSAGE_CREATE").path("content").asText()).isEqualTo("two");
    }
  }

  @Test
  void anyTextIsToldAsItIs() {
    String text = "quote \" slash \\ null \u0000 half a pair \ud83d rtl \u202e ليلى 👩‍💻";
    try (GatewayBot bot = GatewayBot.ready(discord)) {
      writes(ADA, text);

      assertThat(bot.dispatch("MESSAGE_CREATE").path("content").asText()).isEqualTo(text);
    }
  }

  @Test
  void aShardIsToldOfItsOwnGuildsAlone() throws Exception {
    discord.reset();
    discord.accept(Guilds.ofShard(0, 2));
    discord.accept(Guilds.ofShard(1, 2));
    try (GatewayBot bot = GatewayBot.at(discord)) {
      bot.identify(GatewayBot.ALL_INTENTS, ",\"shard\":[1,2]");

      assertThat(bot.dispatch("READY").path("guilds").size()).isEqualTo(1);
      assertThat(bot.dispatch("GUILD_CREATE").path("name").asText()).isEqualTo("Guild 1");
      discord.removeGuild(Guilds.ofShard(0, 2).id());
      discord.removeGuild(Guilds.ofShard(1, 2).id());
      assertThat(bot.next().path("d").path("id").asText()).isEqualTo(Guilds.ofShard(1, 2).id());
      assertThat(bot.heardWithin(200)).isEmpty();
    }
  }

  @Test
  void aLargeGuildComesWithThoseWhoAreOnlineAndTheRestInChunks() {
    discord.accept(Guilds.harborOf(2500));
    String online = Long.toString(90351110224678912L + 7);
    discord.accept(
        new DiscordEvent.Presence(
            HARBOR, online, THEN, PresenceStatus.ONLINE, Set.of(Platform.WEB)));
    try (GatewayBot bot = GatewayBot.at(discord)) {
      bot.identify(GatewayBot.ALL_INTENTS, "");
      JsonNode guild = bot.dispatch("GUILD_CREATE");
      assertThat(guild.path("member_count").asInt()).isEqualTo(2501);
      assertThat(guild.path("members").findValuesAsText("username"))
          .containsExactlyInAnyOrder("member7", "spywatcher-bot");

      bot.send(
          "{\"op\":8,\"d\":{\"guild_id\":%s,\"query\":\"\",\"limit\":0,\"presences\":true,"
                  .formatted(HARBOR)
              + "\"nonce\":\"n1\"}}");

      List<String> names = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        JsonNode chunk = bot.dispatch("GUILD_MEMBERS_CHUNK");
        assertThat(chunk.path("chunk_index").asInt()).isEqualTo(i);
        assertThat(chunk.path("chunk_count").asInt()).isEqualTo(3);
        assertThat(chunk.path("nonce").asText()).isEqualTo("n1");
        names.addAll(chunk.path("members").findValuesAsText("username"));
        names.addAll(chunk.path("presences").findValuesAsText("web"));
      }
      assertThat(names).hasSize(2502).doesNotHaveDuplicates().contains("member0", "online");
    }
  }

  @Test
  void membersAreFoundByIdAndByTheBeginningOfTheirName() {
    try (GatewayBot bot = GatewayBot.ready(discord)) {
      bot.send(
          "{\"op\":8,\"d\":{\"guild_id\":\"%s\",\"user_ids\":[\"%s\",\"77\"]}}"
              .formatted(HARBOR, ADA));
      JsonNode byId = bot.dispatch("GUILD_MEMBERS_CHUNK");
      assertThat(byId.path("members").findValuesAsText("username")).containsExactly("ada");
      assertThat(byId.path("not_found").toString()).isEqualTo("[\"77\"]");

      bot.send(
          "{\"op\":8,\"d\":{\"guild_id\":\"%s\",\"query\":\"BE\",\"limit\":5}}".formatted(HARBOR));
      JsonNode byName = bot.dispatch("GUILD_MEMBERS_CHUNK");
      assertThat(byName.path("members").findValuesAsText("username")).containsExactly("ben");
    }
  }

  @Test
  void aGuildThatChangesIsToldDifferenceByDifference() {
    try (GatewayBot bot = GatewayBot.ready(discord)) {
      discord.accept(
          Guilds.harbor(List.of(Guilds.member(ADA, "ada2"), Guilds.member("77", "zoe"))));

      assertThat(bot.dispatch("GUILD_MEMBER_REMOVE").path("user").path("id").asText())
          .isEqualTo(BEN);
      assertThat(bot.next().path("d").path("user").path("username").asText()).isEqualTo("ada2");
      JsonNode added = bot.next();
      assertThat(added.path("t").asText()).isEqualTo("GUILD_MEMBER_ADD");
      assertThat(added.path("d").path("user").path("username").asText()).isEqualTo("zoe");
    }
  }
}
