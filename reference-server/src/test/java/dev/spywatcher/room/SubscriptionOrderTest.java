package dev.spywatcher.room;

import static dev.spywatcher.room.Events.ANALYTICS;
import static dev.spywatcher.room.Events.GUILD;
import static dev.spywatcher.room.Events.OTHER_GUILD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.auth.Decision;
import dev.spywatcher.auth.Identity;
import dev.spywatcher.auth.Role;
import dev.spywatcher.room.Room.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The authority takes its time, and things happen meanwhile (SUB-11, SUB-15). */
@Timeout(60)
class SubscriptionOrderTest {

  private final EventLoops loops = new EventLoops();
  private final FanOut fanOut = new FanOut();
  private final SlowAuthority authority = new SlowAuthority();
  private final Subscriptions subscriptions = new Subscriptions(authority, 100);
  private final List<String> answers = Collections.synchronizedList(new ArrayList<>());
  private final ConnectedClient ada = connect("ada");

  private ConnectedClient connect(String userId) {
    ConnectedClient client = new ConnectedClient(userId, Role.USER, fanOut, loops);
    subscriptions.connected(client);
    return client;
  }

  @AfterEach
  void closeLoops() {
    loops.close();
  }

  private void subscribe(ConnectedClient client, Kind kind, String guildId) {
    subscriptions.subscribe(
        client,
        kind,
        guildId,
        refusal -> answers.add("in " + guildId + (refusal == null ? "" : ": " + refusal)));
  }

  private void unsubscribe(ConnectedClient client, Kind kind, String guildId) {
    subscriptions.unsubscribe(client, kind, guildId, refusal -> answers.add("out " + guildId));
  }

  @Test
  void nobodyIsInBeforeTheAuthorityHasSaidSo() throws Exception {
    subscribe(ada, Kind.GUILD, "900");
    loops.settle();
    assertThat(answers).isEmpty();
    assertThat(fanOut.rooms()).isZero();

    authority.answer("900", Decision.ALLOWED);
    loops.settle();
    assertThat(answers).containsExactly("in 900");
    assertThat(fanOut.subscribers(GUILD)).isEqualTo(1);
  }

  @Test
  void requestsTakeEffectInTheirOrderThoughTheLaterAnswerComesFirst() throws Exception {
    subscribe(ada, Kind.GUILD, "900");
    subscribe(ada, Kind.GUILD, "901");
    authority.answer("901", Decision.ALLOWED);
    loops.settle();
    assertThat(answers).as("answered while the first still waits").isEmpty();

    authority.answer("900", Decision.ALLOWED);
    loops.settle();

    assertThat(answers).containsExactly("in 900", "in 901");
  }

  @Test
  void anUnsubscribeThatFollowsASubscribeHasTheLastWord() throws Exception {
    subscribe(ada, Kind.GUILD, "900");
    unsubscribe(ada, Kind.GUILD, "900");
    authority.answer("900", Decision.ALLOWED);
    loops.settle();

    assertThat(answers).containsExactly("in 900", "out 900");
    assertThat(fanOut.rooms()).isZero();
  }

  @Test
  void aSubscribeThatFollowsAnUnsubscribeHasTheLastWord() throws Exception {
    authority.answer("900", Decision.ALLOWED);
    for (int i = 0; i < 50; i++) {
      subscribe(ada, Kind.GUILD, "900");
      unsubscribe(ada, Kind.GUILD, "900");
      subscribe(ada, Kind.GUILD, "900");
    }
    while (answers.size() < 150) {
      loops.settle();
    }

    assertThat(ada.seat().rooms()).containsExactly(GUILD);
    assertThat(fanOut.subscribers(GUILD)).isEqualTo(1);
  }

  @Test
  void aRefusalDoesNotHoldUpWhatFollows() throws Exception {
    subscribe(ada, Kind.GUILD, "900");
    subscribe(ada, Kind.GUILD, "901");
    subscribe(ada, Kind.GUILD, "902");
    authority.answer("902", Decision.ALLOWED);
    authority.fail("901");
    authority.answer("900", Decision.DENIED);
    loops.settle();

    assertThat(answers)
        .containsExactly(
            "in 900: Not authorized for this guild",
            "in 901: Authorization temporarily unavailable",
            "in 902");
  }

  @Test
  void oneClientDoesNotWaitForAnother() throws Exception {
    ConnectedClient bob = connect("bob");
    authority.answer("901", Decision.ALLOWED);

    subscribe(ada, Kind.GUILD, "900");
    subscribe(bob, Kind.GUILD, "901");
    loops.settle();

    assertThat(answers).containsExactly("in 901");
  }

  @Test
  void whoHasGoneIsNeverLetIn() throws Exception {
    subscribe(ada, Kind.GUILD, "900");
    subscribe(ada, Kind.ANALYTICS, "900");

    subscriptions.disconnected(ada);
    authority.answer("900", Decision.ALLOWED);
    loops.settle();

    assertThat(fanOut.rooms()).isZero();
    assertThat(ada.seat().rooms()).isEmpty();
    assertThat(answers).isEmpty();
  }

  @Test
  void whoLosesTheRightWhileItIsCheckedDoesNotStayIn() throws Exception {
    subscribe(ada, Kind.GUILD, "900");
    subscribe(ada, Kind.ANALYTICS, "900");
    subscribe(ada, Kind.GUILD, "901");

    subscriptions.revoke("900", "ada");
    authority.answer("900", Decision.ALLOWED);
    authority.answer("901", Decision.ALLOWED);
    loops.settle();
    loops.settle();

    assertThat(ada.seat().rooms()).containsExactly(OTHER_GUILD);
    assertThat(fanOut.subscribers(GUILD)).isZero();
    assertThat(fanOut.subscribers(ANALYTICS)).isZero();
  }

  @Test
  void aRevocationDoesNotWaitForWhatElseTheClientHasAskedFor() throws Exception {
    authority.answer("900", Decision.ALLOWED);
    subscribe(ada, Kind.GUILD, "900");
    subscribe(ada, Kind.ANALYTICS, "900");
    while (answers.size() < 2) {
      loops.settle();
    }
    subscribe(ada, Kind.GUILD, "901");

    subscriptions.revoke("900", "ada");

    assertThat(fanOut.rooms()).isZero();
  }

  @Test
  void aResetEndsAlsoASubscriptionThatIsBeingChecked() throws Exception {
    subscribe(ada, Kind.GUILD, "900");

    subscriptions.reset();
    authority.answer("900", Decision.ALLOWED);
    loops.settle();

    assertThat(fanOut.rooms()).isZero();
  }

  @Test
  void aSubscriptionAskedForAfterAResetHolds() throws Exception {
    subscribe(ada, Kind.GUILD, "900");
    subscriptions.reset();
    subscribe(ada, Kind.GUILD, "901");
    authority.answer("900", Decision.ALLOWED);
    authority.answer("901", Decision.ALLOWED);
    loops.settle();
    loops.settle();

    assertThat(ada.seat().rooms()).containsExactly(OTHER_GUILD);
  }

  @Test
  void whoConnectsWhileAnEarlierConnectionGoesCanStillBeRevoked() throws Exception {
    authority.answer("900", Decision.ALLOWED);
    int kept = 0;
    ConnectedClient earlier = ada;
    CyclicBarrier barrier = new CyclicBarrier(2);
    for (int i = 0; i < 1000; i++) {
      ConnectedClient gone = earlier;
      ConnectedClient next = new ConnectedClient("ada", Role.USER, fanOut, loops);
      CompletableFuture<Void> going =
          CompletableFuture.runAsync(
              () -> {
                meet(barrier);
                subscriptions.disconnected(gone);
              });
      meet(barrier);
      subscriptions.connected(next);
      going.join();
      next.seat().join(GUILD, () -> {});

      subscriptions.revoke("900", "ada");
      if (!next.seat().rooms().isEmpty()) {
        kept++;
        next.seat().leaveAll();
      }
      earlier = next;
    }

    assertThat(kept).as("connections that kept their subscription").isZero();
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theAuthorityIsAskedAboutTheUserAndTheGuild() {
    List<String> asked = new ArrayList<>();
    Subscriptions curious =
        new Subscriptions(
            (Identity user, String guildId) -> {
              asked.add(user.discordId() + " for " + guildId);
              return CompletableFuture.completedFuture(Decision.DENIED);
            },
            100);

    curious.subscribe(ada, Kind.GUILD, "900", refusal -> {});
    curious.subscribe(ada, Kind.GUILD, " ", refusal -> {});
    curious.unsubscribe(ada, Kind.GUILD, "900", refusal -> {});

    assertThat(asked).containsExactly("ada for 900");
  }
}
