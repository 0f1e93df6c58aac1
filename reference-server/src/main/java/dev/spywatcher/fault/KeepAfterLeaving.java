package dev.spywatcher.fault;

import dev.spywatcher.intake.Intake.MembershipListener;

/** Who has left a guild keeps getting its events (SUB-11). */
final class KeepAfterLeaving extends Fault {

  KeepAfterLeaving(Setup setup) {
    super(setup);
  }

  @Override
  MembershipListener memberships(MembershipListener honest) {
    return (guildId, userId) -> {
      if (!strikes()) {
        honest.memberGone(guildId, userId);
      }
    };
  }
}
