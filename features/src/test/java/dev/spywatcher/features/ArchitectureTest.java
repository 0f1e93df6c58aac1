package dev.spywatcher.features;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses FEATURES =
      new ClassFileImporter().importPackages("dev.spywatcher.features");

  @Test
  void featuresJudgeFromOutside() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.spywatcher..")
                .and(not(resideInAPackage("dev.spywatcher.features..")))
                .and(not(resideInAPackage("dev.spywatcher.fakediscord.."))))
        .because("a mistake that judge and judged share cancels itself out")
        .check(FEATURES);
  }

  @Test
  void toolsKnowNothingOfPhrases() {
    noClasses()
        .that(not(resideInAPackage("dev.spywatcher.features.steps..")))
        .should()
        .dependOnClassesThat(resideInAPackage("dev.spywatcher.features.steps.."))
        .because("phrases are made of tools, not tools of phrases")
        .check(FEATURES);
  }
}
