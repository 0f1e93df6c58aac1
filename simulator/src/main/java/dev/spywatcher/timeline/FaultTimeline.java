package dev.spywatcher.timeline;

import dev.spywatcher.discord.FaultSwitches;
import dev.spywatcher.discord.FaultSwitches.Switched;
import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.discord.play.Moment;
import dev.spywatcher.scenario.PlannedFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The faults of a scenario as moments of its play: each is switched on at its time, and off at the
 * end of it or of the play. One that a user has switched by hand is left alone, and said so. Those
 * that whatever is fed does not have are left out: they are for the server or for the fake Discord.
 * Not thread-safe.
 */
final class FaultTimeline implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FaultTimeline.class);

  /** Faults that come again sooner than that in real time are logged the first time only. */
  private static final Duration TOO_OFTEN = Duration.ofSeconds(1);

  private final FaultSwitches switches;
  private final double speed;
  private final PriorityQueue<Switching> coming =
      new PriorityQueue<>(
          Comparator.comparingLong(Switching::nanos).thenComparing(Switching::begins));
  private final List<Course> courses = new ArrayList<>();

  /**
   * A timeline that has not begun.
   *
   * @param speed a factor on time, for how often is too often for the log
   */
  FaultTimeline(List<PlannedFault> planned, FaultSwitches switches, double speed) {
    this.switches = switches;
    this.speed = speed;
    for (PlannedFault fault : planned) {
      if (switches.knows(fault.name())) {
        Course course = new Course(fault);
        courses.add(course);
        coming.add(new Switching(course, fault.at().toNanos(), true));
      }
    }
  }

  /** One fault of the scenario, and whether it is on. */
  private static final class Course {
    private final PlannedFault fault;
    private @Nullable Switched on;
    private int lines;

    private Course(PlannedFault fault) {
      this.fault = fault;
    }
  }

  /**
   * A fault that is switched.
   *
   * @param begins whether on; at the same time, off comes first
   */
  private record Switching(Course course, long nanos, boolean begins) {}

  /** What is to be switched next, up to that time of play; {@code null} where nothing is. */
  @Nullable Moment nextUntil(long nanos) {
    Switching next = coming.peek();
    if (next == null || next.nanos() > nanos) {
      return null;
    }
    coming.remove();
    PlannedFault fault = next.course().fault;
    if (next.begins() && fault.lasts() != null) {
      coming.add(new Switching(next.course(), later(next, fault.lasts()), false));
    }
    if (next.begins() && fault.every() != null) {
      coming.add(new Switching(next.course(), later(next, fault.every()), true));
    }
    return new Moment() {
      @Override
      public Duration since() {
        return Duration.ofNanos(next.nanos());
      }

      @Override
      public void happen(SourceContext context) {
        happens(next);
      }
    };
  }

  private static long later(Switching now, Duration by) {
    long then = now.nanos() + by.toNanos();
    return then < 0 ? Long.MAX_VALUE : then;
  }

  private void happens(Switching switching) {
    Course course = switching.course();
    if (!switching.begins()) {
      end(course);
      return;
    }
    PlannedFault fault = course.fault;
    // Without an end of its own, one that comes again is over when it does.
    end(course);
    course.on = switches.on(fault.name(), fault.parameters());
    if (course.on == null) {
      say(course, "left out, since it is on by hand");
    } else {
      say(course, "begins" + fault.shownParameters());
    }
  }

  private void end(Course course) {
    Switched on = course.on;
    course.on = null;
    if (on != null && on.off()) {
      say(course, "is over");
    }
  }

  private void say(Course course, String what) {
    Duration every = course.fault.every();
    boolean tooOften = every != null && every.toNanos() / speed < TOO_OFTEN.toNanos();
    if (course.lines < 2 || !tooOften) {
      course.lines++;
      log.info("fault {} of the scenario: {}", course.fault.name(), what);
    }
  }

  /** Ends the faults that are on. */
  @Override
  public void close() {
    coming.clear();
    courses.forEach(this::end);
  }
}
