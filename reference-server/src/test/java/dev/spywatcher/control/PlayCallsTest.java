package dev.spywatcher.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.Repertoire;
import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.server.WebSocketClient;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PlayCallsTest {

  /** A source with two plays, each of one guild that has its name. */
  static final class TwoPlays implements DiscordSource, Repertoire {
    private volatile Playing playing = new Playing("comedy", 1, 1);
    private @Nullable SourceContext context;

    @Override
    public String name() {
      return "theatre";
    }

    @Override
    public void start(SourceContext context) {
      this.context = context;
      announce(context);
    }

    private void announce(SourceContext stage) {
      stage.guild(
          new GuildDefinition(
              playing.scenario(),
              playing.scenario(),
              List.of(),
              List.of(),
              List.of(new GuildDefinition.Member("ada", "Ada", Instant.EPOCH, false, List.of()))));
    }

    @Override
    public void reset() {
      if (context != null) {
        announce(context);
      }
    }

    @Override
    public Repertoire repertoire() {
      return this;
    }

    @Override
    public List<Piece> pieces() {
      return List.of(new Piece("comedy", "It ends well.", 1), new Piece("drama", "It ends.", 7));
    }

    @Override
    public Playing playing() {
      return playing;
    }

    @Override
    public void check(Playing next) {
      if (pieces().stream().noneMatch(piece -> piece.name().equals(next.scenario()))) {
        throw new IllegalArgumentException("scenario: there is no " + next.scenario());
      }
    }

    @Override
    public void play(Playing next) {
      playing = next;
      reset();
    }

    @Override
    public void pace(double speed) {
      playing = new Playing(playing.scenario(), playing.seed(), speed);
    }

    @Override
    public @Nullable String persona(String guildId, String userId) {
      return userId.equals("ada") ? "lurker" : null;
    }

    @Override
    public void close() {}
  }

  @Test
  void whatIsPlayedAndWhatCouldBeIsTold() throws Exception {
    try (Tester tester = new Tester(new TwoPlays())) {
      Tester.Answer answer = tester.get("/control/play");

      assertThat(answer.body().at("/playing/scenario").asText()).isEqualTo("comedy");
      assertThat(answer.body().at("/scenarios").findValuesAsText("name"))
          .containsExactly("comedy", "drama");
      assertThat(tester.get("/control/overview").body().at("/playing/speed").asInt()).isEqualTo(1);
      assertThat(
              tester
                  .get("/control/guilds/comedy/overview")
                  .body()
                  .at("/members/rows/0/persona")
                  .asText())
          .isEqualTo("lurker");
    }
  }

  @Test
  void anotherPlayForgetsTheGuildsOfTheOneBeforeAndEndsSubscriptions() throws Exception {
    try (Tester tester = new Tester(new TwoPlays());
        WebSocketClient client = tester.subscriber("comedy")) {
      Tester.Answer answer = tester.post("/control/play", "{\"scenario\":\"drama\"}");

      assertThat(answer.body().at("/playing/seed").asInt()).isEqualTo(7);
      assertThat(tester.get("/control/guilds").body().findValuesAsText("id"))
          .containsExactly("drama");
      assertThat(tester.get("/control/overview").body().at("/connections/total").asInt())
          .isEqualTo(1);
      assertThat(tester.get("/control/overview").body().at("/connections/rooms").asInt()).isZero();

      // Not even under the same name does a subscription come back.
      tester.post("/control/play", "{\"scenario\":\"comedy\"}");
      assertThat(tester.get("/control/overview").body().at("/connections/rooms").asInt()).isZero();
      client.subscribe("comedy");
    }
  }

  @Test
  void anotherSpeedEndsNothing() throws Exception {
    try (Tester tester = new Tester(new TwoPlays());
        WebSocketClient client = tester.subscriber("comedy")) {
      int before = tester.get("/control/overview").body().at("/connections/rooms").asInt();

      assertThat(tester.post("/control/play", "{\"speed\":0}").status()).isEqualTo(200);
      Tester.Answer answer = tester.post("/control/play", "{\"speed\":\"max\"}");

      assertThat(answer.body().at("/playing/speed").asText()).isEqualTo("max");
      assertThat(before).isPositive();
      assertThat(tester.get("/control/overview").body().at("/connections/rooms").asInt())
          .isEqualTo(before);
      assertThat(client).isNotNull();
    }
  }

  @Test
  void playsAndResetsAtTheSameTimeNeverMixGuilds() throws Exception {
    try (Tester tester = new Tester(new TwoPlays())) {
      List<CompletableFuture<?>> calls =
          IntStream.range(0, 60)
              .<CompletableFuture<?>>mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () ->
                              i % 3 == 0
                                  ? tester.post(
                                      "/control/play",
                                      "{\"scenario\":\"drama\",\"seed\":" + i + "}")
                                  : i % 3 == 1
                                      ? tester.post("/control/play", "{\"scenario\":\"comedy\"}")
                                      : tester.get("/control/play")))
              .toList();
      calls.forEach(CompletableFuture::join);

      assertThat(tester.get("/control/guilds").body().findValuesAsText("id"))
          .containsExactly(tester.get("/control/play").body().at("/playing/scenario").asText());
    }
  }

  @Test
  void aSourceThatPlaysNothingSaysSo() throws Exception {
    try (Tester tester = new Tester()) {
      for (Tester.Answer answer :
          List.of(tester.get("/control/play"), tester.post("/control/play", "{\"speed\":2}"))) {
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.message()).contains("plays no scenarios", "--source simulator");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|give scenario, seed or speed",
        "{\"scenario\":\"farce\"}|scenario: there is no farce",
        "{\"scenario\":1}|scenario: 1 is not a string",
        "{\"speed\":\"fast\"}|speed: \"fast\" is not a factor",
        "{\"speed\":1e400}|speed:",
        "{\"seed\":1.5}|seed: 1.5 is not a whole number",
        "{\"tempo\":1}|tempo: is not a field here"
      })
  void whatIsWrongIsNamedAndNothingChanges(String body, String message) throws Exception {
    try (Tester tester = new Tester(new TwoPlays())) {
      Tester.Answer answer = tester.post("/control/play", body);

      assertThat(answer.status()).as("%s", answer).isEqualTo(400);
      assertThat(answer.message()).contains(message);
      assertThat(tester.get("/control/guilds").body().findValuesAsText("id"))
          .containsExactly("comedy");
    }
  }
}
