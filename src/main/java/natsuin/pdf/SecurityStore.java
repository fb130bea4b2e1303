package natsuin.pdf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import natsuin.pdf.PdfObject.Array;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Ref;
import natsuin.pdf.PdfObject.Stream;

/** The document's security store (DSS, ISO 32000-2 section 12.8.4.3), extended in place. */
final class SecurityStore {
  private final Revision revision;
  private final PdfFile file;
  private final Dict present;
  private final Map<String, Ref> known = new HashMap<>();

  SecurityStore(Revision revision) {
    this.revision = revision;
    this.file = revision.file();
    this.present = file.dict(revision.catalog().get("DSS"));
  }

  /** Writes what is new of {@code data}. */
  void add(ValidationData data) {
    Dict store = present.has("Type") ? present : present.with("Type", new PdfObject.Name("DSS"));
    Dict vri = Dict.EMPTY;
    for (Kind kind : Kind.values()) {
      List<Ref> refs = refs(kind, kind.of(data));
      if (!refs.isEmpty()) {
        store = store.with(kind.key, union(store, kind.key, refs));
        vri = vri.with(kind.vriKey, new Array(List.copyOf(refs)));
      }
    }
    Dict signatures = file.dict(store.get("VRI")).with(data.vriKey(), vri);
    write(store.with("VRI", signatures));
  }

  private void write(Dict store) {
    if (revision.catalog().get("DSS") instanceof Ref ref) {
      revision.out().write(ref, store);
    } else {
      revision.putInCatalog("DSS", revision.out().write(store));
    }
  }

  private List<Ref> refs(Kind kind, List<byte[]> items) {
    if (items.isEmpty()) {
      return List.of();
    }
    for (PdfObject item : file.items(present.get(kind.key))) {
      if (item instanceof Ref ref && file.resolve(ref) instanceof Stream stream) {
        remember(ref, stream);
      }
    }
    Set<Ref> refs = new LinkedHashSet<>();
    for (byte[] item : items) {
      refs.add(
          known.computeIfAbsent(latin(item), x -> revision.out().writeStream(Dict.EMPTY, item)));
    }
    return List.copyOf(refs);
  }

  private void remember(Ref ref, Stream stream) {
    try {
      known.putIfAbsent(latin(file.decode(stream)), ref);
    } catch (PdfException e) {
      // Encoded in a way that we do not read: then it is written a second time.
    }
  }

  private Array union(Dict store, String key, List<Ref> refs) {
    Set<PdfObject> all = new LinkedHashSet<>(file.items(store.get(key)));
    all.addAll(refs);
    return new Array(new ArrayList<>(all));
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private enum Kind {
    CERTIFICATES("Certs", "Cert"),
    OCSP("OCSPs", "OCSP"),
    CRLS("CRLs", "CRL");

    private final String key;
    private final String vriKey;

    Kind(String key, String vriKey) {
      this.key = key;
      this.vriKey = vriKey;
    }

    private List<byte[]> of(ValidationData data) {
      return switch (this) {
        case CERTIFICATES -> data.certificates();
        case OCSP -> data.ocspResponses();
        case CRLS -> data.crls();
      };
    }
  }
}
