package org.uputnica.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.uputnica.casefile.CaseFileService;
import org.uputnica.casefile.domain.PersonFile;
import org.uputnica.crossborder.CrossborderService;
import org.uputnica.platform.token.Unseals;
import org.uputnica.platform.token.VouchedCaller;

/** Nobody is shown what was sealed without having her account vouched for in that request. */
class UnsealingRulesTest {
  private static final JavaClasses MAIN = HouseRulesTest.MAIN;

  /** A recall goes abroad with the letter of any step; only the sending carries items. */
  private static final String RECALL = name(CrossborderService.class, "stopOne");

  private static final CallGraph CALLS = new CallGraph(MAIN, Set.of(RECALL));
  private static final String VOUCHED = name(VouchedCaller.class, "require");

  /** What a file's own room may answer of it unasked: that it was done, and to which categories. */
  private static final Set<String> TELLS_NOTHING = Set.of("void", "boolean", "java.util.Set");

  @Test
  void anOperationThatLeadsToAnUnsealingSaysSo() {
    Set<String> leading = names(operations().filter(it -> CALLS.from(it).contains(VOUCHED)));
    Set<String> saying = names(operations().filter(UnsealingRulesTest::saysSo));
    assertThat(leading).hasSizeGreaterThan(5).isEqualTo(saying);
  }

  @Test
  void whatIsUnsealedForNobodyIsShownToNobody() {
    Set<String> reading =
        Stream.of("read", "readNote", "readCard")
            .map(it -> name(PersonFile.class, it))
            .collect(Collectors.toSet());
    Set<String> doors =
        names(
            MAIN.stream()
                .filter(it -> it.getPackage().equals(MAIN.get(CaseFileService.class).getPackage()))
                .filter(it -> it.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(UnsealingRulesTest::publicMethods)
                .filter(it -> !TELLS_NOTHING.contains(it.getRawReturnType().getName()))
                .filter(it -> {
                  Set<String> reached = CALLS.from(it);
                  return reached.stream().anyMatch(reading::contains) && !reached.contains(VOUCHED);
                }));
    assertThat(doors).isEmpty();
  }

  private static Stream<JavaMethod> operations() {
    return MAIN.stream()
        .filter(type ->
            type.getRawInterfaces().stream()
                .anyMatch(it -> it.getPackageName().equals("org.uputnica.contract")))
        .flatMap(UnsealingRulesTest::publicMethods);
  }

  private static Stream<JavaMethod> publicMethods(JavaClass type) {
    return type.getMethods().stream()
        .filter(it -> it.getModifiers().contains(JavaModifier.PUBLIC))
        .filter(it -> !it.getModifiers().contains(JavaModifier.SYNTHETIC));
  }

  private static boolean saysSo(JavaMethod operation) {
    return operation.isAnnotatedWith(Unseals.class)
        || operation.getOwner().isAnnotatedWith(Unseals.class);
  }

  private static String name(Class<?> type, String method) {
    return MAIN.get(type).getMethods().stream()
        .filter(it -> it.getName().equals(method))
        .findFirst()
        .orElseThrow()
        .getFullName();
  }

  private static Set<String> names(Stream<JavaMethod> methods) {
    return methods.map(JavaMethod::getFullName).collect(Collectors.toCollection(TreeSet::new));
  }
}
