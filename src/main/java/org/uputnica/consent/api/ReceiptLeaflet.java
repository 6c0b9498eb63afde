package org.uputnica.consent.api;

import java.util.ArrayList;
import java.util.List;
import org.uputnica.consent.Receipt;
import org.uputnica.platform.print.Block;
import org.uputnica.platform.print.Leaflet;

/** A receipt to be printed; its QR code holds the case code and nothing else. */
final class ReceiptLeaflet {
  private ReceiptLeaflet() {}

  static Leaflet of(Receipt receipt) {
    List<Block> blocks = new ArrayList<>();
    for (String line : receipt.lines()) {
      blocks.add(new Block.Paragraph(line));
    }
    blocks.add(new Block.QrCode(receipt.caseCode().value()));
    return new Leaflet(receipt.language(), receipt.title(), blocks);
  }
}
