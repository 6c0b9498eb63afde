package org.uputnica.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * What is said to somebody outside is said by one room, which cannot know how the person is
 * reached: the service itself sends her nothing.
 */
class TellingRulesTest {
  private static final String TELLS = "org.uputnica.inbox..";

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.uputnica");

  @Test
  void whatTellsPeopleKnowsNoFileNoConsentAndNoDoor() {
    noClasses()
        .that()
        .resideInAPackage(TELLS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.uputnica.casefile..",
            "org.uputnica.consent..",
            "org.uputnica.registration..",
            "org.uputnica.referral..",
            "org.uputnica.crossborder..",
            "org.uputnica.door..")
        .check(MAIN);
  }

  @Test
  void nobodyElseSendsLetters() {
    noClasses()
        .that()
        .resideOutsideOfPackage(TELLS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.quarkus.mailer..", "io.vertx.ext.mail..", "jakarta.mail..")
        .check(MAIN);
  }
}
