package org.uputnica.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.domain.Checkpoint;
import org.uputnica.audit.domain.JournalKey;
import org.uputnica.audit.domain.NoteKey;
import org.uputnica.audit.domain.Octets;
import org.uputnica.audit.persistence.JdbcCheckpoints;
import org.uputnica.audit.persistence.JdbcJournal;
import org.uputnica.platform.keys.JournalKeys;

/**
 * Signs checkpoints. A newer key file is taken into use at the next checkpoint, which the key
 * before signs as well: whoever knows the old key learns the new one from it.
 */
@ApplicationScoped
class JournalSigner {
  private final JournalKeys keys;
  private final JournalSettings settings;

  JournalSigner(JournalKeys keys, JournalSettings settings) {
    this.keys = keys;
    this.settings = settings;
  }

  /** The checkpoint with its signature; a key that comes into use with it is written down. */
  Checkpoint sign(Checkpoint next, JdbcJournal journal, JdbcCheckpoints checkpoints)
      throws SQLException {
    List<JournalKey> signers = new ArrayList<>();
    List<JournalKey> known = journal.keys();
    @Nullable JournalKey last = known.isEmpty() ? null : known.getLast();
    if (last != null) {
      signers.add(last);
    }
    int following = last == null ? 1 : last.number() + 1;
    if (last == null || keys.has(following)) {
      String origin = last == null ? settings.origin() : last.key().name();
      NoteKey key = new NoteKey(origin, NoteKey.Kind.JOURNAL, Octets.of(keys.make(following)));
      JournalKey fresh = new JournalKey(following, key, next.number());
      checkpoints.insert(fresh);
      signers.add(fresh);
    }
    String text = next.head(signers.getFirst().key().name()).text();
    return next.signed(signers.stream().map(signer -> line(signer, text)).toList());
  }

  /**
   * Makes the key that comes after those in use; signed with from the next checkpoint on. Twice
   * before that checkpoint it is the same key.
   */
  JournalKey makeNext(JournalKey last, long lastCheckpoint) {
    int following = last.number() + 1;
    NoteKey key =
        new NoteKey(last.key().name(), NoteKey.Kind.JOURNAL, Octets.of(keys.make(following)));
    return new JournalKey(following, key, lastCheckpoint + 1);
  }

  private Octets line(JournalKey signer, String text) {
    return signer.key().line(keys.sign(signer.number(), text.getBytes(StandardCharsets.UTF_8)));
  }
}
