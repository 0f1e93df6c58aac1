package dev.spywatcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WelcomeScreenTest {
  private static final List<AnnouncedGuilds.Row> GUILDS =
      List.of(
          new AnnouncedGuilds.Row("349226271420449824", "Pixel Harbor", 120),
          new AnnouncedGuilds.Row("1038372588822200388", "\u001b[31m" + "x".repeat(90), 30));

  @Test
  void theLastLineIsTheOneThatScriptsWaitFor() {
    assertThat(screen(3002, false, GUILDS))
        .endsWith("\nready http://127.0.0.1:3001 control http://127.0.0.1:3002");
  }

  @Test
  void onlyTheTokenIsWiderThanTheTerminal() {
    for (List<AnnouncedGuilds.Row> guilds :
        java.util.Arrays.asList(GUILDS, List.<AnnouncedGuilds.Row>of(), null)) {
      assertThat(screen(54321, true, guilds).lines())
          .filteredOn(line -> !line.contains("TOKEN.TOKEN"))
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Spywatcher.COLUMNS))
          .allSatisfy(line -> assertThat(line).doesNotContainPattern("\\p{Cc}"));
    }
  }

  @Test
  void theSnippetConnectsWithTheTokenToTheFirstGuild() {
    assertThat(screen(3002, false, GUILDS))
        .contains("\nTOKEN.TOKEN\n")
        .contains("\nnpm install --no-fund --no-audit socket.io-client\ncat > watch.mjs <<'EOF'\n")
        .contains("const token = 'TOKEN.TOKEN';\n")
        .contains("io('http://127.0.0.1:3001', { auth: { token } })")
        .contains("socket.emit('subscribe:guild', '349226271420449824');\n")
        .contains("socket.emit('subscribe:analytics', '349226271420449824');\n")
        .contains("\nEOF\nnode watch.mjs\n")
        .contains("spywatcher trigger message\n")
        .doesNotContain("curl");
  }

  @Test
  void withoutASourceItSaysHowToPutAGuild() {
    assertThat(screen(3002, false, null))
        .contains("\ncurl -X PUT http://127.0.0.1:3002/control/guilds/1000 ")
        .contains("socket.emit('subscribe:guild', '1000');\n")
        .doesNotContain("Authorization");
  }

  @Test
  void whileNoGuildIsKnownTheScriptSaysThatItsIdIsMissing() {
    assertThat(screen(3002, false, List.of()))
        .contains("  No guilds yet.\n", "with the id of a guild in the place of GUILD_ID.\n")
        .contains("socket.emit('subscribe:guild', 'GUILD_ID');\n");
    assertThat(screen(3002, false, GUILDS)).doesNotContain("GUILD_ID");
  }

  @Test
  void theScreenOfDiscordFitsTheTerminal() {
    URI url = URI.create("http://127.0.0.1:54321");

    assertThat(DiscordScreen.text(url, url, "Fed by a test.", GUILDS, true).lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Spywatcher.COLUMNS));
    assertThat(WelcomeScreen.fitting("x".repeat(80), "--option value"))
        .isEqualTo("x".repeat(80) + " --option value");
    assertThat(WelcomeScreen.fitting("x".repeat(90), "--option value"))
        .isEqualTo("x".repeat(90) + " \\\n    --option value");
  }

  @Test
  void theControlTokenIsAskedForAndNotShown() {
    assertThat(screen(4002, true, null))
        .contains("\"Authorization: Bearer $SPYWATCHER_CONTROL_TOKEN\"")
        .contains("trigger message --control-url http://127.0.0.1:4002 --control-token TOKEN\n");
  }

  @Test
  void printsNoTokenThatIsSignedWithASecretOfTheUsersOwn() {
    String screen =
        new WelcomeScreen(
                URI.create("http://127.0.0.1:3001"),
                URI.create("http://127.0.0.1:3002"),
                false,
                "Fed by a test.",
                null,
                "you",
                null)
            .text();

    assertThat(screen)
        .contains("Mint one, with that secret", "const token = process.env.TOKEN;")
        .doesNotContain("Demo token", "null");
  }

  private static String screen(
      int controlPort, boolean controlToken, @Nullable List<AnnouncedGuilds.Row> guilds) {
    return new WelcomeScreen(
            URI.create("http://127.0.0.1:3001"),
            URI.create("http://127.0.0.1:" + controlPort),
            controlToken,
            "Fed by a test.",
            guilds,
            "user you (id 1, role USER)",
            "TOKEN.TOKEN")
        .text();
  }
}
