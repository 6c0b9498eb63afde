package org.uputnica.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.ConstructorCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import jakarta.enterprise.event.Observes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a method leads to: what it calls, also in its lambdas, whoever implements that, and who
 * observes the events it makes. Too much rather than too little; reflection is not followed.
 */
final class CallGraph {
  private final Map<JavaClass, List<JavaMethod>> observers;
  private final Map<JavaCodeUnit, List<JavaCodeUnit>> known = new HashMap<>();
  private final Set<String> ends;

  /**
   * The graph of these classes.
   *
   * @param ends full names of methods that are not followed
   */
  CallGraph(JavaClasses classes, Set<String> ends) {
    this.ends = ends;
    observers =
        classes.stream()
            .flatMap(type -> type.getMethods().stream())
            .flatMap(method -> method.getParameters().stream())
            .filter(parameter -> parameter.isAnnotatedWith(Observes.class))
            .collect(
                Collectors.groupingBy(
                    parameter -> parameter.getRawType(),
                    Collectors.mapping(
                        parameter -> (JavaMethod) parameter.getOwner(), Collectors.toList())));
  }

  /** Full names of all methods that may run when this one does. */
  Set<String> from(JavaMethod start) {
    Set<JavaCodeUnit> seen = new LinkedHashSet<>(List.of(start));
    Deque<JavaCodeUnit> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      known
          .computeIfAbsent(open.pop(), unit -> next(unit).toList())
          .forEach(it -> {
            if (seen.add(it)) {
              open.push(it);
            }
          });
    }
    return seen.stream().map(JavaCodeUnit::getFullName).collect(Collectors.toSet());
  }

  private Stream<JavaCodeUnit> next(JavaCodeUnit unit) {
    return ends.contains(unit.getFullName())
        ? Stream.empty()
        : accesses(unit).flatMap(this::targets);
  }

  private static Stream<CodeUnitAccessTarget> accesses(JavaCodeUnit unit) {
    return unit.getAccessesFromSelf().stream()
        .map(access -> access.getTarget())
        .filter(CodeUnitAccessTarget.class::isInstance)
        .map(CodeUnitAccessTarget.class::cast);
  }

  private Stream<JavaCodeUnit> targets(CodeUnitAccessTarget target) {
    if (target instanceof ConstructorCallTarget) {
      return observers.getOrDefault(target.getOwner(), List.of()).stream()
          .map(JavaCodeUnit.class::cast);
    }
    String[] parameters =
        target.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
    Stream<JavaCodeUnit> overriding =
        target.getOwner().getAllSubclasses().stream()
            .flatMap(type -> type.tryGetMethod(target.getName(), parameters).stream());
    return Stream.concat(target.resolveMember().stream(), overriding);
  }
}
