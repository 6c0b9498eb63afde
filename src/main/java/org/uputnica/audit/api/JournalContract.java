package org.uputnica.audit.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.domain.ConsistencyProof;
import org.uputnica.audit.domain.EntryContent;
import org.uputnica.audit.domain.EntryKind;
import org.uputnica.audit.domain.InclusionProof;
import org.uputnica.audit.domain.JournalEntry;
import org.uputnica.audit.domain.JournalKey;
import org.uputnica.audit.domain.Octets;
import org.uputnica.audit.domain.SignedNote;
import org.uputnica.audit.domain.TreeHead;
import org.uputnica.audit.domain.Verdict;
import org.uputnica.contract.model.ConsistencyProofDto;
import org.uputnica.contract.model.InclusionProofDto;
import org.uputnica.contract.model.JournalEntryDto;
import org.uputnica.contract.model.JournalKeyDto;
import org.uputnica.contract.model.JournalPageDto;
import org.uputnica.contract.model.SignedCheckpointDto;
import org.uputnica.contract.model.VerificationDto;
import org.uputnica.platform.page.Page;

/** Journal to contract. */
final class JournalContract {
  private static final Pattern ID =
      Pattern.compile(".*[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}.*");

  private JournalContract() {}

  /**
   * A page.
   *
   * @param cases whether the reader may learn which case an entry is about
   */
  static JournalPageDto page(Page<JournalEntry> page, boolean cases) {
    return new JournalPageDto()
        .entries(page.entries().stream().map(entry -> entry(entry, cases)).toList())
        .next(page.next());
  }

  static VerificationDto verification(Verdict verdict) {
    @Nullable Octets root = verdict.root();
    @Nullable SignedNote note = verdict.note();
    return new VerificationDto()
        .intact(verdict.isIntact())
        .entries(verdict.entries())
        .checkpoints(verdict.checkpoints())
        .root(root == null ? null : root.hex())
        .checkpoint(note == null ? null : note.print())
        .brokenAt(verdict.brokenAt());
  }

  static SignedCheckpointDto checkpoint(SignedNote note) {
    TreeHead head = TreeHead.parse(note.text());
    return new SignedCheckpointDto()
        .checkpoint(note.print())
        .treeSize(head.size())
        .root(head.root().hex());
  }

  static JournalKeyDto key(JournalKey key) {
    return new JournalKeyDto().number(key.number()).key(key.key().text()).since(key.since());
  }

  static InclusionProofDto proof(InclusionProof proof) {
    return new InclusionProofDto()
        .leaf(proof.leaf().hex())
        .index(proof.index())
        .path(hex(proof.path()))
        .checkpoint(proof.note().print());
  }

  static ConsistencyProofDto proof(ConsistencyProof proof) {
    return new ConsistencyProofDto()
        .first(proof.first().print())
        .second(proof.second().print())
        .path(hex(proof.path()));
  }

  private static List<String> hex(List<Octets> hashes) {
    return hashes.stream().map(Octets::hex).toList();
  }

  private static JournalEntryDto entry(JournalEntry entry, boolean cases) {
    EntryContent content = entry.content();
    return new JournalEntryDto()
        .id(entry.id())
        .at(content.at())
        .kind(JournalEntryDto.KindEnum.fromString(EntryKind.of(content).name()))
        .action(content.action())
        .outcome(JournalEntryDto.OutcomeEnum.fromString(content.outcome()))
        .caseId(cases ? content.caseId() : null)
        .subject(cases ? content.subject() : null)
        .organization(content.organization())
        .actor(content.actor())
        .roles(content.roles())
        .details(details(content.details(), cases))
        .leaf(entry.leaf().hex());
  }

  private static Map<String, String> details(List<String> pairs, boolean cases) {
    Map<String, String> details = new LinkedHashMap<>();
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      if (cases || !ID.matcher(pairs.get(i + 1)).matches()) {
        details.put(pairs.get(i), pairs.get(i + 1));
      }
    }
    return details;
  }
}
