package org.uputnica.audit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Map;
import org.uputnica.audit.persistence.JournalFile;

/**
 * {@code ./uputnica journal export FILE}: writes the whole journal into a new file, straight from
 * the database, without the service.
 */
public final class JournalCommand {
  private static final int DONE = 0;
  private static final int NOT_DONE = 2;

  private JournalCommand() {}

  /**
   * Writes the file.
   *
   * @return 0 when it is written, 2 when not
   */
  public static int run(String... arguments) {
    return run(System.getenv(), System.out, arguments);
  }

  static int run(Map<String, String> environment, PrintStream out, String... arguments) {
    if (arguments.length != 2 || !arguments[0].equals("export")) {
      out.println("usage: ./uputnica journal export FILE");
      return NOT_DONE;
    }
    Path file = Path.of(arguments[1]);
    try (OutputStream bytes =
        new BufferedOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      new JournalDatabase(environment)
          .<IOException>read(journal -> JournalFile.write(journal, bytes, _ -> true));
    } catch (FileAlreadyExistsException there) {
      out.println("The file is there already: " + file);
      return NOT_DONE;
    } catch (IOException cannot) {
      out.println("The file could not be written: " + file);
      return NOT_DONE;
    } catch (SQLException failed) {
      out.printf(
          "The journal could not be read (SQL state %s): is the database running?%n",
          failed.getSQLState());
      return NOT_DONE;
    }
    out.println("The journal is in " + file);
    return DONE;
  }
}
