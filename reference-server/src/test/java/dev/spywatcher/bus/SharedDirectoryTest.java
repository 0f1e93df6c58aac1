package dev.spywatcher.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.analytics.Analytics;
import dev.spywatcher.auth.Decision;
import dev.spywatcher.auth.Identity;
import dev.spywatcher.auth.Permissions;
import dev.spywatcher.auth.Role;
import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.GuildDirectory;
import dev.spywatcher.intake.Intake;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server asks Redis before it denies a subscription. */
class SharedDirectoryTest {

  private static final String GUILD = "900";
  private static final GuildDefinition.Member ADA =
      new GuildDefinition.Member("ada", "Ada", Instant.EPOCH, false, List.of());

  private final ServiceClock clock = new ServiceClock();
  private final GuildDirectory guilds = new GuildDirectory();
  private final SlowRedis redis = new SlowRedis();
  private final OneShard shards = new OneShard();
  private final SharedDirectory directory =
      new SharedDirectory("here", redis, shards, guilds, () -> 1);
  private final Permissions permissions = directory.over(Permissions.of(guilds));

  @BeforeEach
  void join() {
    Analytics analytics =
        new Analytics(guilds, clock, Duration.ofSeconds(30), guildId -> false, event -> {});
    directory.mirrorInto(
        new Intake(guilds, analytics, event -> {}, (guildId, userId) -> {}, clock), null);
    shards.fence = Shards.NOT_OURS;
    directory.join(clock.instant());
    redis.answer("directory-list", List.of());
  }

  @AfterEach
  void close() {
    clock.close();
  }

  private List<CompletableFuture<Decision>> ask(String user, int times) {
    Identity identity = new Identity(user, Role.USER, null);
    return IntStream.range(0, times)
        .mapToObj(i -> permissions.mayView(identity, GUILD).toCompletableFuture())
        .toList();
  }

  private static List<Object> version(long version) {
    return List.of(String.valueOf(version).getBytes(UTF_8));
  }

  /** What Redis knows of the guild, of which ada is the only member. */
  private static List<Object> guild(long version) {
    GuildDefinition guild = new GuildDefinition(GUILD, "guild", List.of(), List.of(), List.of());
    byte[] user = ADA.userId().getBytes(UTF_8);
    byte[] member = DirectoryForm.written(ADA);
    byte[] packed =
        ByteBuffer.allocate(8 + user.length + member.length)
            .putInt(user.length)
            .put(user)
            .putInt(member.length)
            .put(member)
            .array();
    return List.of(1L, DirectoryForm.written(guild), version(version).get(0), 1L, packed);
  }

  private void readAsOfVersion7() {
    ask("ada", 1);
    redis.answer("directory-version", version(7));
    redis.answer("directory-read", guild(7));
  }

  @Test
  void aGuildThatIsNewHereIsReadOnceForAllWhoAsk() {
    List<CompletableFuture<Decision>> all = ask("ada", 10);
    redis.answer("directory-version", version(7));
    redis.answer("directory-read", guild(7));

    assertThat(all)
        .allSatisfy(decision -> assertThat(decision).isCompletedWithValue(Decision.ALLOWED));
    assertThat(redis.asked("directory-read")).isEqualTo(1);
  }

  @Test
  void aGuildThatIsKnownAsItIsIsNotReadAgain() {
    readAsOfVersion7();

    List<CompletableFuture<Decision>> strangers = ask("eve", 5);
    redis.answer("directory-version", version(7));
    await().until(() -> redis.open("directory-version") == 5);
    redis.answer("directory-version", version(7));

    assertThat(strangers)
        .allSatisfy(decision -> assertThat(decision).isCompletedWithValue(Decision.DENIED));
    assertThat(redis.asked("directory-read")).isEqualTo(1);
  }

  @Test
  void oneThatChangesWhileItIsReadIsReadOnceMore() {
    List<CompletableFuture<Decision>> first = ask("ada", 1);
    redis.answer("directory-version", version(7));
    List<CompletableFuture<Decision>> second = ask("ada", 1);
    redis.answer("directory-version", version(8));

    assertThat(redis.open("directory-read")).isEqualTo(2);
    redis.answer("directory-read", guild(8));
    assertThat(first.get(0)).isCompletedWithValue(Decision.ALLOWED);
    assertThat(second.get(0)).isCompletedWithValue(Decision.ALLOWED);
  }

  /** Another server tells that a member has come. */
  private void joins(String user, long before, long now) {
    GuildDefinition.Member member =
        new GuildDefinition.Member(user, user, Instant.EPOCH, false, List.of());
    DirectoryNews.Item item =
        new DirectoryNews.Item(
            DirectoryNews.Kind.MEMBER, GUILD, user, DirectoryForm.written(member));
    Map<String, DirectoryNews.Step> steps = Map.of(GUILD, new DirectoryNews.Step(before, now));
    redis.bring("directory", new DirectoryNews("there", 1, steps, List.of(item)).encoded());
  }

  @Test
  void aChangeOfWhatIsKnownHereIsTakenAsItIsTold() {
    readAsOfVersion7();

    joins("bob", 7, 8);

    assertThat(guilds.isMember(GUILD, "bob")).isTrue();
    assertThat(redis.asked("directory-read")).isEqualTo(1);
  }

  /** Otherwise what has changed in between would never be known here: the version says it is. */
  @Test
  void aChangeOfWhatIsNotKnownHereHasTheGuildRead() {
    readAsOfVersion7();
    joins("bob", 7, 8);

    joins("cleo", 9, 10);

    assertThat(redis.asked("directory-read")).isEqualTo(2);
    redis.answer("directory-read", guild(10));
    assertThat(guilds.isMember(GUILD, "bob")).isFalse();
    assertThat(guilds.isMember(GUILD, "cleo")).isFalse();
    assertThat(guilds.isMember(GUILD, "ada")).isTrue();
  }
}
