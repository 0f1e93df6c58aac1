package dev.spywatcher.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.netty.util.NetUtil;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The shape of the server: who may know whom, and where the outside world is touched. */
class ArchitectureTest {

  private static final String ROOT = "dev.spywatcher.";

  /** The stages; each may know those before it. */
  private static final List<String> STAGES =
      List.of(
          "clock",
          "discord",
          "event",
          "journal",
          "analytics",
          "intake",
          "auth",
          "room",
          "limit",
          "bus",
          "socket",
          "fault",
          "control",
          "server",
          "junit");

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.spywatcher");

  @Test
  void dataFlowsOneWay() {
    classes()
        .should(onlyKnowEarlierStages())
        .because("a stage that knows a later one cannot be read, tested or replaced by itself")
        .check(MAIN);
  }

  private static ArchCondition<JavaClass> onlyKnowEarlierStages() {
    return new ArchCondition<>("only know stages before their own, of " + STAGES) {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        if (!STAGES.contains(stage(item))) {
          events.add(
              SimpleConditionEvent.violated(
                  item, item.getName() + " is of no known stage; give it a place among them"));
        }
        for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
          JavaClass known = dependency.getTargetClass();
          if (known.getPackageName().startsWith(ROOT)
              && STAGES.indexOf(stage(known)) > STAGES.indexOf(stage(item))) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static String stage(JavaClass type) {
    String below = type.getPackageName().substring(ROOT.length());
    return below.contains(".") ? below.substring(0, below.indexOf('.')) : below;
  }

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("dev.spywatcher.(*)..")
        .should()
        .beFreeOfCycles()
        .because("packages that know each other are one package in two folders")
        .check(MAIN);
  }

  @Test
  void nettyIsTheBusinessOfTheSocket() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..socket..", "..room..", "..limit..")
        // Redis is reached by Netty's sockets, which these two alone see.
        .and()
        .haveNameNotMatching("dev\\.spywatcher\\.bus\\.(Connector|Connection)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .because("what happens between Discord and a room must not depend on how it is sent")
        .check(MAIN);
  }

  @Test
  void roomsKnowLoopsAndBuffersAlone() {
    noClasses()
        .that()
        .resideInAPackage("..room..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.netty..")
                .and(
                    describe(
                        "neither loops nor buffers",
                        known ->
                            !resideInAnyPackage("io.netty.util.concurrent..", "io.netty.buffer..")
                                .test(known))))
        .because("rooms deliver on event loops and share buffers, but open no channels")
        .check(MAIN);
  }

  @Test
  void limitsBorrowNothingButTheParserOfAddresses() {
    noClasses()
        .that()
        .resideInAPackage("..limit..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.netty..")
                .and(describe("not NetUtil", known -> !type(NetUtil.class).test(known))))
        .because("NetUtil reads an address without a look-up, which the JDK cannot do; no more")
        .check(MAIN);
  }

  @Test
  void oneStageOwnsEachLibrary() {
    owns("com.corundumstudio..", "..socket..");
    owns("io.jsonwebtoken..", "..auth..");
    owns("io.github.bucket4j..", "..limit..");
    owns("com.sun.net.httpserver..", "..control..");
    owns("io.micrometer..", "..control..");
    owns("org.redisson..", "..bus..");
    owns("redis.embedded..", "..bus..");
    owns("org.junit..", "..junit..");
    owns("net.dv8tion..", "..discord.gateway..");
    owns("okhttp3..", "..discord.gateway..");
  }

  private static void owns(String library, String stage) {
    noClasses()
        .that()
        .resideOutsideOfPackage(stage)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because("its defects and its next version are then the business of one package")
        .check(MAIN);
  }

  @Test
  void jsonIsParsedAtTheEdge() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..socket..", "..control..", "..auth..", "..fault..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson.databind..")
        .because(
            "JSON becomes a typed value or a typed error where it comes in; the inside sees"
                + " no node")
        .check(MAIN);
  }

  @Test
  void nobodySleeps() {
    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class, int.class)
        .because("what waits, waits on the clock, which a test can advance")
        .check(MAIN);
  }

  @Test
  void nobodyPrints() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .because("a library speaks through the log; what a command prints is its own affair")
        .check(MAIN);
  }

  @Test
  void timeComesFromTheClock() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..clock..")
        // When a test's server begins its time.
        .and()
        .resideOutsideOfPackage("..junit..")
        // Not what anything waits for, only shown: when a session began.
        .and()
        .doNotHaveFullyQualifiedName("dev.spywatcher.socket.Session")
        .should()
        .callMethodWhere(describe("reads the system's time", ArchitectureTest::readsTheSystemsTime))
        .orShould()
        .callConstructor(Date.class)
        .because("a user advances the clock and a test stops it; both must reach everything")
        .check(MAIN);
  }

  private static boolean readsTheSystemsTime(JavaCall<?> call) {
    JavaClass owner = call.getTargetOwner();
    String name = call.getName();
    return owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis")
        || owner.isEquivalentTo(Instant.class) && name.equals("now")
        || owner.isEquivalentTo(Clock.class) && name.startsWith("system")
        || owner.getPackageName().equals("java.time")
            && name.equals("now")
            && call.getTarget().getRawParameterTypes().isEmpty();
  }

  @Test
  void chanceHasASeed() {
    noClasses()
        .should()
        .callConstructor(Random.class)
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat(type(ThreadLocalRandom.class))
        .because("what happened by chance must happen again with the same seed")
        .check(MAIN);
  }
}
