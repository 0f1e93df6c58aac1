package dev.spywatcher.room;

import static dev.spywatcher.room.Events.ANALYTICS;
import static dev.spywatcher.room.Events.GUILD;
import static dev.spywatcher.room.Events.OTHER_GUILD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.auth.Decision;
import dev.spywatcher.auth.Permissions;
import dev.spywatcher.auth.Role;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.GuildDirectory;
import dev.spywatcher.room.Room.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** ada is a member of guilds 900 and 901; the authority is the directory (SUB-1 to SUB-15). */
@Timeout(20)
class SubscriptionsTest {

  private static final int MOST_ROOMS = 3;

  private final EventLoops loops = new EventLoops();
  private final FanOut fanOut = new FanOut();
  private final GuildDirectory directory = new GuildDirectory();
  private final Subscriptions subscriptions =
      new Subscriptions(Permissions.of(directory), MOST_ROOMS);
  private final ConnectedClient ada = connect("ada", Role.USER);
  private final List<@Nullable String> answers = Collections.synchronizedList(new ArrayList<>());

  private ConnectedClient connect(String userId, Role role) {
    ConnectedClient client = new ConnectedClient(userId, role, fanOut, loops);
    subscriptions.connected(client);
    return client;
  }

  @BeforeEach
  void announceGuilds() {
    announce("900", "ada", "bob");
    announce("901", "ada");
    announce("902", "bob");
  }

  private void announce(String guildId, String... userIds) {
    directory.put(
        new GuildDefinition(
            guildId,
            "guild " + guildId,
            List.of(),
            List.of(),
            Arrays.stream(userIds)
                .map(id -> new GuildDefinition.Member(id, id, Instant.EPOCH, false, List.of()))
                .toList()));
  }

  @AfterEach
  void closeLoops() {
    loops.close();
  }

  private void subscribe(ConnectedClient client, Kind kind, @Nullable Object guildId) {
    subscriptions.subscribe(client, kind, guildId, answers::add);
  }

  private void unsubscribe(ConnectedClient client, Kind kind, @Nullable Object guildId) {
    subscriptions.unsubscribe(client, kind, guildId, answers::add);
  }

  private void publish(Room room, String label) {
    fanOut.publish(Events.in(room, label));
  }

  @Test
  void aMemberIsLetIn() throws Exception {
    subscribe(ada, Kind.GUILD, "900");
    loops.settle();

    publish(GUILD, "hello");
    publish(ANALYTICS, "not asked for");
    publish(OTHER_GUILD, "elsewhere");
    loops.settle();

    assertThat(answers).containsExactly((String) null);
    assertThat(ada.listener.heard).containsExactly("hello");
    assertThat(ada.errors).isEmpty();
    assertThat(ada.refusals).isEmpty();
  }

  @Test
  void theTwoRoomsOfAGuildAreSubscribedSeparately() throws Exception {
    subscribe(ada, Kind.ANALYTICS, "900");
    loops.settle();

    publish(GUILD, "hello");
    publish(ANALYTICS, "update");
    loops.settle();

    assertThat(ada.listener.heard).containsExactly("update");
  }

  @Test
  void theAnswerComesWhenTheRoomHasChanged() throws Exception {
    List<String> countedAtTheAnswer = Collections.synchronizedList(new ArrayList<>());

    subscriptions.subscribe(
        ada,
        Kind.GUILD,
        "900",
        refusal -> {
          publish(GUILD, "after the answer");
          countedAtTheAnswer.add("in: " + fanOut.subscribers(GUILD));
        });
    subscriptions.unsubscribe(
        ada,
        Kind.GUILD,
        "900",
        refusal -> {
          publish(GUILD, "never");
          countedAtTheAnswer.add("out: " + fanOut.subscribers(GUILD));
        });
    loops.settle();

    assertThat(countedAtTheAnswer).containsExactly("in: 1", "out: 0");
    assertThat(ada.listener.heard).containsExactly("after the answer");
  }

  @Test
  void whoMayNotViewAGuildIsToldSoAndKeepsTheRest() throws Exception {
    subscribe(ada, Kind.GUILD, "900");
    subscribe(ada, Kind.GUILD, "902");
    loops.settle();

    assertThat(answers).containsExactly(null, "Not authorized for this guild");
    assertThat(ada.errors).containsExactly("Not authorized for this guild");
    assertThat(ada.seat().rooms()).containsExactly(GUILD);
  }

  @Test
  void theLogNamesTheRequestThatWasRefusedAndNoGuild() throws Exception {
    subscribe(ada, Kind.GUILD, "902");
    subscribe(ada, Kind.ANALYTICS, "902");
    loops.settle();

    assertThat(ada.refusals)
        .hasSize(2)
        .satisfiesExactly(
            first -> assertThat(first).contains("subscribe:guild").doesNotContain("902"),
            second -> assertThat(second).contains("subscribe:analytics").doesNotContain("902"));
  }

  @Test
  void anUnknownGuildIsAnsweredLikeAForbiddenOne() throws Exception {
    subscribe(ada, Kind.GUILD, "902");
    subscribe(ada, Kind.GUILD, "no such guild");
    loops.settle();

    assertThat(answers).hasSize(2);
    assertThat(answers.get(0)).isEqualTo(answers.get(1));
    assertThat(ada.errors.get(0)).isEqualTo(ada.errors.get(1));
    assertThat(ada.refusals.get(0)).isEqualTo(ada.refusals.get(1));
  }

  static List<@Nullable Object> badGuildIds() {
    List<@Nullable Object> bad = new ArrayList<>();
    bad.add(null);
    bad.addAll(List.of("", " ", "\t\n ", "9".repeat(65), 900, 900L, 9.5, true, List.of("900")));
    bad.addAll(List.of(Map.of("guildId", "900"), new byte[] {57}, "\uD83D\uDC7B".repeat(33)));
    return bad;
  }

  @ParameterizedTest
  @MethodSource("badGuildIds")
  void aBadGuildIdIsRefusedAndChangesNothing(@Nullable Object guildId) throws Exception {
    subscribe(ada, Kind.GUILD, "900");
    subscribe(ada, Kind.GUILD, guildId);
    loops.settle();

    assertThat(answers).containsExactly(null, "Invalid guild ID");
    assertThat(ada.errors).containsExactly("Invalid guild ID");
    assertThat(ada.seat().rooms()).containsExactly(GUILD);
  }

  @Test
  void anIdOfSixtyFourUnitsIsFine() throws Exception {
    String longest = "\uD83D\uDC7B".repeat(32);
    announce(longest, "ada");

    subscribe(ada, Kind.GUILD, longest);
    loops.settle();

    assertThat(answers).containsExactly((String) null);
  }

  @Test
  void subscribingTwiceDeliversOnceAndOneUnsubscribeSuffices() throws Exception {
    subscribe(ada, Kind.GUILD, "900");
    subscribe(ada, Kind.GUILD, "900");
    loops.settle();
    publish(GUILD, "once");
    unsubscribe(ada, Kind.GUILD, "900");
    loops.settle();
    publish(GUILD, "never");
    loops.settle();

    assertThat(ada.listener.heard).containsExactly("once");
    assertThat(answers).containsExactly(null, null, null);
  }

  @Test
  void unsubscribingEndsThatRoomForThatClientAlone() throws Exception {
    ConnectedClient bob = connect("bob", Role.USER);
    subscribe(ada, Kind.GUILD, "900");
    subscribe(ada, Kind.ANALYTICS, "900");
    subscribe(ada, Kind.GUILD, "901");
    subscribe(bob, Kind.GUILD, "900");
    loops.settle();

    unsubscribe(ada, Kind.GUILD, "900");
    loops.settle();

    assertThat(ada.seat().rooms()).containsExactlyInAnyOrder(ANALYTICS, OTHER_GUILD);
    assertThat(bob.seat().rooms()).containsExactly(GUILD);
  }

  @ParameterizedTest
  @MethodSource("badGuildIds")
  void unsubscribingWithABadIdIsHarmlessAndSilent(@Nullable Object guildId) throws Exception {
    subscribe(ada, Kind.GUILD, "900");
    unsubscribe(ada, Kind.GUILD, guildId);
    loops.settle();

    assertThat(answers).containsExactly(null, null);
    assertThat(ada.errors).isEmpty();
    assertThat(ada.refusals).isEmpty();
    assertThat(ada.seat().rooms()).containsExactly(GUILD);
  }

  @Test
  void unsubscribingFromARoomNeverJoinedIsHarmlessAndSilent() throws Exception {
    unsubscribe(ada, Kind.GUILD, "900");
    unsubscribe(ada, Kind.GUILD, "902");
    unsubscribe(ada, Kind.ANALYTICS, "no such guild");
    loops.settle();

    assertThat(answers).containsExactly(null, null, null);
    assertThat(ada.errors).isEmpty();
    assertThat(fanOut.rooms()).isZero();
  }

  @Test
  void whoIsNoLongerAMemberHearsNoMore() throws Exception {
    subscribe(ada, Kind.GUILD, "900");
    subscribe(ada, Kind.ANALYTICS, "900");
    subscribe(ada, Kind.GUILD, "901");
    loops.settle();

    announce("900", "bob");
    subscriptions.revoke("900", "ada");
    loops.settle();

    assertThat(ada.seat().rooms()).containsExactly(OTHER_GUILD);
    assertThat(ada.errors).isEmpty();
  }

  @Test
  void everyConnectionOfTheUserHearsNoMore() throws Exception {
    ConnectedClient adasPhone = connect("ada", Role.MODERATOR);
    ConnectedClient bob = connect("bob", Role.USER);
    for (ConnectedClient client : List.of(ada, adasPhone, bob)) {
      subscribe(client, Kind.GUILD, "900");
    }
    loops.settle();

    subscriptions.revoke("900", "ada");
    loops.settle();
    publish(GUILD, "for bob");
    loops.settle();

    assertThat(ada.listener.heard).isEmpty();
    assertThat(adasPhone.listener.heard).isEmpty();
    assertThat(bob.listener.heard).containsExactly("for bob");
  }

  @Test
  void theOtherConnectionIsRevokedAlsoAfterOneHasGone() throws Exception {
    ConnectedClient adasPhone = connect("ada", Role.USER);
    subscribe(adasPhone, Kind.GUILD, "900");
    loops.settle();

    subscriptions.disconnected(ada);
    subscriptions.revoke("900", "ada");
    loops.settle();

    assertThat(adasPhone.seat().rooms()).isEmpty();
  }

  @Test
  void comingBackToAGuildRestoresNoSubscriptionButAllowsANewOne() throws Exception {
    subscribe(ada, Kind.GUILD, "900");
    loops.settle();
    announce("900", "bob");
    subscriptions.revoke("900", "ada");
    announce("900", "ada", "bob");
    loops.settle();

    publish(GUILD, "missed");
    subscribe(ada, Kind.GUILD, "900");
    loops.settle();
    publish(GUILD, "heard");
    loops.settle();

    assertThat(ada.listener.heard).containsExactly("heard");
  }

  @Test
  void revokingWhatNobodyHasIsHarmless() {
    subscriptions.revoke("900", "ada");
    subscriptions.revoke("900", "stranger");
    subscriptions.revoke("no such guild", "ada");

    assertThat(fanOut.rooms()).isZero();
  }

  @Test
  void anAdministratorViewsEveryGuildMemberOrNot() throws Exception {
    ConnectedClient root = connect("root", Role.ADMIN);

    subscribe(root, Kind.GUILD, "900");
    subscribe(root, Kind.GUILD, "902");
    subscribe(root, Kind.GUILD, "no such guild");
    loops.settle();

    assertThat(answers).containsExactly(null, null, "Not authorized for this guild");
  }

  @Test
  void anAdministratorWhoLeavesAGuildStillViewsIt() throws Exception {
    ConnectedClient root = connect("root", Role.ADMIN);
    subscribe(root, Kind.GUILD, "900");
    loops.settle();

    subscriptions.revoke("900", "root");
    loops.settle();

    assertThat(root.seat().rooms()).containsExactly(GUILD);
  }

  @Test
  void aModeratorIsAMemberLikeAnyOther() throws Exception {
    ConnectedClient moderator = connect("mod", Role.MODERATOR);

    subscribe(moderator, Kind.GUILD, "900");
    loops.settle();

    assertThat(answers).containsExactly("Not authorized for this guild");
  }

  @Test
  void whoHoldsAsManyRoomsAsAllowedIsRefusedOneMore() throws Exception {
    announce("903", "ada");
    subscribe(ada, Kind.GUILD, "900");
    subscribe(ada, Kind.ANALYTICS, "900");
    subscribe(ada, Kind.GUILD, "901");
    subscribe(ada, Kind.GUILD, "903");
    subscribe(ada, Kind.GUILD, "900");
    unsubscribe(ada, Kind.ANALYTICS, "900");
    subscribe(ada, Kind.GUILD, "903");
    loops.settle();
    loops.settle();

    assertThat(answers)
        .containsExactly(null, null, null, "Too many subscriptions", null, null, null);
    assertThat(ada.errors).containsExactly("Too many subscriptions");
    assertThat(ada.seat().rooms())
        .containsExactlyInAnyOrder(GUILD, OTHER_GUILD, new Room(Kind.GUILD, "903"));
  }

  @Test
  void aResetEndsEverySubscriptionAndAllowsNewOnes() throws Exception {
    ConnectedClient bob = connect("bob", Role.USER);
    subscribe(ada, Kind.GUILD, "900");
    subscribe(ada, Kind.ANALYTICS, "901");
    subscribe(bob, Kind.GUILD, "900");
    loops.settle();

    subscriptions.reset();
    assertThat(fanOut.rooms()).isZero();
    publish(GUILD, "to nobody");
    subscribe(ada, Kind.GUILD, "900");
    loops.settle();
    publish(GUILD, "to ada");
    loops.settle();

    assertThat(ada.listener.heard).containsExactly("to ada");
    assertThat(bob.listener.heard).isEmpty();
  }

  @Test
  void whoHasGoneLeavesNothingBehind() throws Exception {
    subscribe(ada, Kind.GUILD, "900");
    subscribe(ada, Kind.ANALYTICS, "900");
    loops.settle();

    subscriptions.disconnected(ada);
    subscriptions.disconnected(ada);
    subscribe(ada, Kind.GUILD, "901");
    loops.settle();

    assertThat(fanOut.rooms()).isZero();
    assertThat(answers).containsExactly(null, null);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void anAuthorityThatFailsGrantsNothing(Kind kind) throws Exception {
    Subscriptions cautious =
        new Subscriptions(
            (user, guildId) -> {
              throw new IllegalStateException("an authority that fails, on purpose");
            },
            MOST_ROOMS);

    cautious.subscribe(ada, kind, "900", answers::add);
    cautious.unsubscribe(ada, kind, "900", answers::add);
    loops.settle();

    assertThat(answers).containsExactly("Authorization temporarily unavailable", null);
    assertThat(ada.errors).containsExactly("Authorization temporarily unavailable");
    assertThat(fanOut.rooms()).isZero();
  }

  @Test
  void anAuthorityThatNeverAnswersCountsAsOutOfReach() {
    Subscriptions patient = new Subscriptions(new SlowAuthority(), MOST_ROOMS);

    patient.subscribe(ada, Kind.GUILD, "900", answers::add);

    await()
        .atMost(Duration.ofSeconds(8))
        .untilAsserted(
            () -> assertThat(answers).containsExactly("Authorization temporarily unavailable"));
    assertThat(fanOut.rooms()).isZero();
  }

  @Test
  void anAuthorityThatSaysSoIsUnavailable() throws Exception {
    SlowAuthority authority = new SlowAuthority();
    authority.answer("900", Decision.UNAVAILABLE);
    authority.fail("901");
    Subscriptions cautious = new Subscriptions(authority, MOST_ROOMS);

    cautious.subscribe(ada, Kind.GUILD, "900", answers::add);
    cautious.subscribe(ada, Kind.GUILD, "901", answers::add);
    loops.settle();

    assertThat(answers)
        .containsExactly(
            "Authorization temporarily unavailable", "Authorization temporarily unavailable");
    assertThat(ada.errors).hasSize(2);
    assertThat(ada.refusals).hasSize(2);
    assertThat(fanOut.rooms()).isZero();
  }
}
