package dev.spywatcher.fault;

import static dev.spywatcher.fault.Kind.kind;

import java.util.List;
import java.util.Map;

/** Faults that break rules on events (EVT). */
final class EventFaults {

  static final List<Kind> KINDS =
      List.of(
          kind(
              "extra-field",
              "payloads have one key more",
              ExtraField::new,
              Map.of("field", "debug"),
              "EVT-1",
              "EVT-2",
              "EVT-3",
              "EVT-4",
              "EVT-5"),
          kind(
              "missing-field",
              "payloads lack a key",
              MissingField::new,
              Map.of("field", "username"),
              "EVT-1",
              "EVT-2",
              "EVT-3",
              "EVT-4",
              "EVT-5"),
          kind(
              "number-ids",
              "user ids are numbers",
              NumberIds::new,
              Map.of(),
              "EVT-1",
              "EVT-2",
              "EVT-3",
              "EVT-4",
              "EVT-5"),
          kind(
              "shift-timestamps",
              "timestamps are in the past",
              ShiftTimestamps::new,
              Map.of("by", "60m"),
              "EVT-1",
              "EVT-2",
              "EVT-3",
              "EVT-4",
              "EVT-5"),
          kind(
              "timestamps-with-offset",
              "timestamps end in +00:00 in place of Z",
              TimestampsWithOffset::new,
              Map.of(),
              "EVT-1",
              "EVT-2",
              "EVT-3",
              "EVT-4",
              "EVT-5"),
          kind(
              "timestamps-as-numbers",
              "timestamps are milliseconds since 1970",
              TimestampsAsNumbers::new,
              Map.of(),
              "EVT-1",
              "EVT-2",
              "EVT-3",
              "EVT-4",
              "EVT-5"),
          kind(
              "null-channel-name",
              "message:new has no name of its channel",
              NullChannelName::new,
              Map.of(),
              "EVT-1"),
          kind(
              "leak-content",
              "message:new holds what was written",
              LeakContent::new,
              Map.of(),
              "EVT-1",
              "EVT-8"),
          kind(
              "alert-first-platform",
              "alert:multiClient names one platform only",
              AlertFirstPlatform::new,
              Map.of(),
              "EVT-2"),
          kind(
              "alert-on-one-platform",
              "alert:multiClient is raised for a user on one platform",
              AlertOnOnePlatform::new,
              Map.of(),
              "EVT-2"),
          kind(
              "repeat-alerts",
              "alert:multiClient is raised again though the platforms stay the same",
              RepeatAlerts::new,
              Map.of(),
              "EVT-9"),
          kind(
              "other-status-words",
              "the status dnd goes by another word",
              OtherStatusWords::new,
              Map.of(),
              "EVT-3"),
          kind(
              "hide-offline",
              "who goes offline is not reported",
              HideOffline::new,
              Map.of(),
              "EVT-3"),
          kind(
              "role-ids",
              "role:change holds the ids of the roles in place of their names",
              RoleIds::new,
              Map.of(),
              "EVT-4"),
          kind(
              "all-roles",
              "role:change holds all roles of the member, not those added",
              AllRoles::new,
              Map.of(),
              "EVT-4"),
          kind(
              "first-role-only",
              "role:change holds the first of the added roles only",
              FirstRoleOnly::new,
              Map.of(),
              "EVT-4"),
          kind("age-in-hours", "accountAgeDays counts hours", AgeInHours::new, Map.of(), "EVT-5"),
          kind(
              "age-rounded-up",
              "accountAgeDays counts days that have begun",
              AgeRoundedUp::new,
              Map.of(),
              "EVT-5"),
          kind(
              "stall-one-in-fifty",
              "one in fifty events arrives later, and so do those behind it",
              StallOneInFifty::new,
              Map.of("every", "50", "delay", "1500ms"),
              "EVT-6"),
          kind(
              "double-one-in-fifty",
              "one in fifty events arrives twice",
              DoubleOneInFifty::new,
              Map.of("every", "50"),
              "EVT-7"),
          kind(
              "lose-one-in-fifty",
              "one in fifty events is lost",
              LoseOneInFifty::new,
              Map.of("every", "50"),
              "EVT-7"),
          kind(
              "swap-one-in-fifty",
              "one in fifty events of a burst is overtaken",
              SwapOneInFifty::new,
              Map.of("every", "50"),
              "EVT-7"),
          kind(
              "one-subscriber-only",
              "each event reaches one subscriber of its room",
              OneSubscriberOnly::new,
              Map.of(),
              "EVT-7"),
          kind("escape-html", "names are escaped for HTML", EscapeHtml::new, Map.of(), "EVT-8"),
          kind(
              "strip-names",
              "names lose all but the letters of ASCII",
              StripNames::new,
              Map.of(),
              "EVT-8"),
          kind(
              "keep-control-characters",
              "control characters of a name are passed on",
              KeepControlCharacters::new,
              Map.of(),
              "EVT-8"));

  private EventFaults() {}
}
