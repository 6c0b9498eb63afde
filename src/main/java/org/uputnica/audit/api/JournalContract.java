package org.uputnica.audit.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.domain.EntryContent;
import org.uputnica.audit.domain.JournalEntry;
import org.uputnica.audit.domain.Octets;
import org.uputnica.audit.domain.Verdict;
import org.uputnica.contract.model.JournalEntryDto;
import org.uputnica.contract.model.JournalPageDto;
import org.uputnica.contract.model.VerificationDto;
import org.uputnica.platform.page.Page;

/** Journal to contract. */
final class JournalContract {
  private JournalContract() {}

  static JournalPageDto page(Page<JournalEntry> page) {
    return new JournalPageDto()
        .entries(page.entries().stream().map(JournalContract::entry).toList())
        .next(page.next());
  }

  static VerificationDto verification(Verdict verdict) {
    @Nullable Octets root = verdict.root();
    return new VerificationDto()
        .intact(verdict.isIntact())
        .entries(verdict.entries())
        .checkpoints(verdict.checkpoints())
        .root(root == null ? null : root.hex())
        .brokenAt(verdict.brokenAt());
  }

  private static JournalEntryDto entry(JournalEntry entry) {
    EntryContent content = entry.content();
    return new JournalEntryDto()
        .id(entry.id())
        .at(content.at())
        .action(content.action())
        .outcome(JournalEntryDto.OutcomeEnum.fromString(content.outcome()))
        .caseId(content.caseId())
        .subject(content.subject())
        .organization(content.organization())
        .actor(content.actor())
        .roles(content.roles())
        .details(details(content.details()))
        .leaf(entry.leaf().hex());
  }

  private static Map<String, String> details(List<String> pairs) {
    Map<String, String> details = new LinkedHashMap<>();
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      details.put(pairs.get(i), pairs.get(i + 1));
    }
    return details;
  }
}
