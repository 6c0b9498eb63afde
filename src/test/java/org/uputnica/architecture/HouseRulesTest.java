package org.uputnica.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.job.Rounds;
import org.uputnica.platform.problem.Unavailable;
import org.uputnica.platform.token.Accounts;

/** The staircase, the arrows inside a feature and the habits of {@code docs/architecture.md}. */
class HouseRulesTest {
  private static final String ROOT = "org.uputnica.";

  /** From the top step down; rooms of one step do not know each other. */
  private static final List<List<String>> STAIRCASE =
      List.of(
          List.of("inbox", "offer"),
          List.of("board", "changes", "door", "statistics"),
          List.of("crossborder"),
          List.of("referral"),
          List.of("registration"),
          List.of("casefile", "mechanism"),
          List.of("consent"),
          List.of("device", "directory"),
          List.of("audit"),
          List.of("platform"));

  /** Beside the staircase: nothing on it knows them. */
  private static final List<String> OUTSIDE = List.of("launch", "play", "bench");

  private static final String GENERATED = "contract";

  private static final Set<String> MAY_BEGIN_A_TRANSACTION = Set.of("DisclosureGate", "AuditTrail");

  private static final List<String> EMPTY_NAMES =
      List.of("Manager", "Helper", "Util", "Utils", "Impl", "Info", "Data");

  /** Read once, since that takes most of the time. */
  static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.uputnica");

  private static final JavaClasses WITH_TESTS =
      new ClassFileImporter().importPackages("org.uputnica");

  private static final JavaClasses OURS =
      MAIN.that(describe("not generated", type -> !isIn(type, GENERATED)));

  @Test
  void everyRoomHasItsPlace() {
    Set<String> known = new TreeSet<>(OUTSIDE);
    known.add(GENERATED);
    STAIRCASE.forEach(known::addAll);
    Set<String> found = new TreeSet<>();
    MAIN.forEach(type -> found.add(room(type)));
    assertThat(known).containsAll(found);
  }

  @Test
  void theStaircaseGoesDown() {
    List<String> forbidden = new ArrayList<>(OUTSIDE);
    for (List<String> step : STAIRCASE) {
      for (String room : step) {
        List<String> others = new ArrayList<>(forbidden);
        others.addAll(step);
        others.remove(room);
        check(
            noClasses()
                .that()
                .resideInAPackage(ROOT + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(others)));
      }
      forbidden.addAll(step);
    }
  }

  @Test
  void thePlayerAndTheBenchmarkKnowTheServiceOnlyOverHttp() {
    List<String> rooms = new ArrayList<>(STAIRCASE.stream().flatMap(List::stream).toList());
    rooms.remove("platform");
    check(
        noClasses()
            .that()
            .resideInAnyPackage(packages(List.of("play", "bench")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages(rooms)));
  }

  @Test
  void generatedTypesStayAtTheDoor() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "*.api..", ROOT + GENERATED + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + GENERATED + ".."));
  }

  @Test
  void theDomainIsPlainJava() {
    check(
        noClasses()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "jakarta..", "io.quarkus..", "org.hibernate..", "com.fasterxml..", "java.sql.."));
  }

  @Test
  void insideAFeatureTheArrowsPointToTheDomain() {
    for (String room : STAIRCASE.stream().flatMap(List::stream).toList()) {
      String feature = ROOT + room;
      check(
          noClasses()
              .that()
              .resideInAPackage(feature + ".domain..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(feature, feature + ".api..", feature + ".persistence.."));
      check(
          noClasses()
              .that()
              .resideInAPackage(feature + ".persistence..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage(feature + ".api.."));
      check(
          noClasses()
              .that()
              .resideInAPackage(feature + ".api..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage(feature + ".persistence.."));
      check(
          noClasses()
              .that()
              .resideInAPackage(feature)
              .should()
              .dependOnClassesThat()
              .resideInAPackage(feature + ".api.."));
    }
  }

  @Test
  void rowsStayInPersistence() {
    check(
        classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .resideInAPackage("..persistence..")
            .andShould()
            .haveSimpleNameEndingWith("Entity"));
  }

  @Test
  void aTransactionBeginsAtTheFrontDoor() {
    DescribedPredicate<JavaClass> frontDoor =
        describe(
            "a …Service, DisclosureGate or AuditTrail",
            type ->
                type.getSimpleName().endsWith("Service")
                    || MAY_BEGIN_A_TRANSACTION.contains(type.getSimpleName()));
    check(classes().that().areAnnotatedWith(Transactional.class).should(be(frontDoor)));
    check(
        methods()
            .that()
            .areAnnotatedWith(Transactional.class)
            .should()
            .beDeclaredInClassesThat(frontDoor));
  }

  @Test
  void everyOperationSaysWhoMayCallIt() {
    List<String> silent =
        OURS.stream()
            .filter(
                type -> type.getRawInterfaces().stream().anyMatch(each -> isIn(each, GENERATED)))
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
            .filter(method -> !saysWho(method))
            .map(JavaMethod::getFullName)
            .toList();
    assertThat(silent).isEmpty();
  }

  @Test
  void onlyResourcesOfTheContractAnswerHttp() {
    check(
        noClasses()
            .that(describe("ours", type -> !isIn(type, GENERATED)))
            .should()
            .beAnnotatedWith(jakarta.ws.rs.Path.class));
  }

  @Test
  void timeAndChanceComeFromThePlatform() {
    DescribedPredicate<JavaMethodCall> own =
        describe(
            "the clock of the machine or an id of one's own",
            call ->
                switch (call.getTargetOwner().getFullName() + "." + call.getName()) {
                  case "java.time.Instant.now",
                      "java.time.LocalDate.now",
                      "java.time.LocalDateTime.now",
                      "java.time.OffsetDateTime.now",
                      "java.time.ZonedDateTime.now",
                      "java.time.Clock.system",
                      "java.time.Clock.systemUTC",
                      "java.time.Clock.systemDefaultZone",
                      "java.util.UUID.randomUUID",
                      "java.lang.System.currentTimeMillis" ->
                      true;
                  default -> false;
                });
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "platform.id", ROOT + "platform.time")
            .and()
            .resideOutsideOfPackages(packages(OUTSIDE))
            .should(callMethodWhere(own)));
  }

  @Test
  void nothingIsInjectedIntoFields() {
    check(fields().should().notBeAnnotatedWith(Inject.class));
    check(fields().should().notBeAnnotatedWith(ConfigProperty.class));
    check(fields().should().notBeAnnotatedWith("jakarta.persistence.PersistenceContext"));
    check(methods().should().notBeAnnotatedWith(Inject.class));
  }

  @Test
  void nobodySleeps() {
    noClasses()
        .should(
            callMethodWhere(
                describe(
                    "Thread.sleep",
                    (JavaMethodCall call) ->
                        call.getTargetOwner().isEquivalentTo(Thread.class)
                            && call.getName().equals("sleep"))))
        .check(WITH_TESTS);
  }

  /** The log has one line when a part is away; the accounts asked ahead say so themselves. */
  @Test
  void jobsRunInRounds() {
    check(
        classes()
            .that(describe("have a job", HouseRulesTest::hasJob))
            .and()
            .doNotBelongToAnyOf(Accounts.class)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Rounds.class));
  }

  /** A part that is away is one line of the log, whatever else a job goes on after. */
  @Test
  void jobsTellAnOutageFromAFault() {
    check(
        classes()
            .that(describe("are jobs that go on after a fault", HouseRulesTest::goesOn))
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Unavailable.class));
  }

  private static boolean goesOn(JavaClass type) {
    return hasJob(type)
        && type.getMethodCallsFromSelf().stream().anyMatch(it -> it.getName().equals("errorf"))
        && type.getCodeUnits().stream()
            .flatMap(it -> it.getTryCatchBlocks().stream())
            .flatMap(it -> it.getCaughtThrowables().stream())
            .anyMatch(it -> it.isEquivalentTo(RuntimeException.class));
  }

  private static boolean hasJob(JavaClass type) {
    return type.getMethods().stream().anyMatch(it -> it.isAnnotatedWith(Scheduled.class));
  }

  /** On a thread of the pool a transaction that was cut off could still be there from before. */
  @Test
  void eachRoundHasAThreadOfItsOwn() {
    check(
        methods()
            .that()
            .areAnnotatedWith(Scheduled.class)
            .should()
            .beAnnotatedWith(RunOnVirtualThread.class));
  }

  @Test
  void nullMeansSomethingEverywhere() {
    List<String> unmarked =
        WITH_TESTS.stream()
            .filter(type -> !isIn(type, GENERATED))
            .map(JavaClass::getPackage)
            .distinct()
            .filter(each -> !each.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .filter(name -> !name.endsWith(".jmh_generated"))
            .sorted()
            .toList();
    assertThat(unmarked).isEmpty();
  }

  @Test
  void namesSayWhatAThingIs() {
    assertThat(OURS.stream().map(JavaClass::getSimpleName))
        .noneMatch(name -> EMPTY_NAMES.stream().anyMatch(name::endsWith));
  }

  @Test
  void aFileCanBeReadInOneGo() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      List<String> long400 = new ArrayList<>();
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        int lines = Files.readAllLines(file).size();
        if (lines > 400) {
          long400.add(file + ": " + lines + " lines");
        }
      }
      assertThat(long400).isEmpty();
    }
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(OURS);
  }

  private static boolean saysWho(JavaMethod method) {
    return Stream.of(method, method.getOwner())
        .anyMatch(place ->
            place.isAnnotatedWith(RolesAllowed.class)
                || place.isAnnotatedWith("io.quarkus.security.Authenticated")
                || place.isAnnotatedWith(PermitAll.class));
  }

  private static String[] packages(List<String> rooms) {
    return rooms.stream().map(room -> ROOT + room + "..").toArray(String[]::new);
  }

  private static boolean isIn(JavaClass type, String room) {
    return (type.getPackageName() + ".").startsWith(ROOT + room + ".");
  }

  private static String room(JavaClass type) {
    return type.getPackageName().substring(ROOT.length()).split("\\.", 2)[0];
  }
}
