package dev.spywatcher.junit;

import dev.spywatcher.limit.Limits;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A {@link SpyWatcherServer} for a test: on a parameter of a test, a lifecycle method or a
 * constructor, or on a field. Each has a server of its own, on free ports, which ends with the
 * test, also where that fails. Tests may run side by side.
 *
 * <p>With the class end those of a static field, of {@code @BeforeAll}, and of a field where JUnit
 * makes one instance for all tests of the class ({@code PER_CLASS}). Classes that inherit a static
 * field and run at the same time share its server, which ends with the last of them.
 *
 * <pre>{@code
 * @Test
 * void aNewMessageIsShown(@SpyWatcher(scenario = "quiet", seed = 7) SpyWatcherServer server)
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD})
@ExtendWith(SpyWatcherExtension.class)
public @interface SpyWatcher {

  /**
   * Who is there and what they do: the name of a scenario, or a file with one. It plays as the test
   * advances the clock. Empty for no guilds but those that the test puts there. Scenarios come with
   * {@code dev.spywatcher:simulator}.
   */
  String scenario() default "";

  /** Other people and other events of the same scenario; the same for the same seed. */
  long seed() default 42;

  /**
   * When the server's time begins, such as {@code 2026-03-02T08:00:00Z}; empty for now. It stands
   * still until it is advanced.
   */
  String startsAt() default "";

  /** The limits; those of a load test by default, so that none gets in the way of a test. */
  Limits.Profile profile() default Limits.Profile.LOAD;
}
