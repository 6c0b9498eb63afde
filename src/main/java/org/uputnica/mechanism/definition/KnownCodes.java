package org.uputnica.mechanism.definition;

import java.util.List;
import java.util.Optional;
import org.uputnica.platform.codelist.CodeList;
import org.uputnica.platform.codelist.CodeLists;

/** The codes that a procedure file may use. */
final class KnownCodes {
  private final CodeLists lists = new CodeLists();

  /** The codes of a list, in the order of the file; empty if there is no such list. */
  Optional<List<String>> codes(String list) {
    return lists.find(list).map(CodeList::codes);
  }

  /** A cell of a code list; empty text if there is none. */
  String cell(String list, String code, String column) {
    return lists.find(list).flatMap(found -> found.cell(code, column)).orElse("");
  }

  /** Is this a code of the list? */
  boolean has(String list, String code) {
    return lists.find(list).filter(found -> found.has(code)).isPresent();
  }
}
