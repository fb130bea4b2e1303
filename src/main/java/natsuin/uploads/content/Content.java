package natsuin.uploads.content;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import natsuin.pdf.PageImages;

/**
 * The door: says whether a file is what its name says and can be looked at, and draws its pages.
 * Each call uses one CPU for up to {@link ContentLimits#time()} and belongs on a worker.
 */
public final class Content {
  private static final int SIDE = 1800;
  private static final ContentLimits LIMITS = ContentLimits.STANDARD;

  private Content() {}

  /** Why these bytes cannot be what the name says, as far as that is seen at once. */
  public static boolean plausible(FileType type, byte[] content) {
    boolean office = type == FileType.DOCX || type == FileType.XLSX;
    return type.beginsLike(content) || (office && OfficeFile.encrypted(content));
  }

  /** Reads all of it; never throws for anything that a file may contain. */
  public static ContentVerdict examine(FileType type, byte[] content) {
    try {
      if (!type.beginsLike(content)) {
        return new ContentVerdict.Refused(
            OfficeFile.encrypted(content) ? Unfit.ENCRYPTED : Unfit.NOT_WHAT_NAME_SAYS);
      }
      return new ContentVerdict.Fit(pages(type, content, new Deadline(LIMITS.time())));
    } catch (UnfitException unfit) {
      return new ContentVerdict.Refused(unfit.why());
    } catch (PageImages.TroubleException trouble) {
      return new ContentVerdict.Refused(Unfit.valueOf(trouble.trouble().name()));
    }
  }

  private static int pages(FileType type, byte[] content, Deadline deadline) {
    return switch (type) {
      case PDF -> {
        int pages =
            PageImages.examine(
                content, LIMITS.pages(), LIMITS.pixels(), LIMITS.unpackedBytes(), LIMITS.time());
        PageImages.page(content, 0, SIDE / 4);
        yield pages;
      }
      case DOCX, XLSX -> new OfficePages(type, content, LIMITS, deadline).examine();
      case JPEG, PNG, GIF, BMP, TIFF -> {
        try (var picture = new Picture(type, content, LIMITS, deadline)) {
          int pages = picture.pages();
          for (int n = 0; n < pages; n++) {
            picture.page(n);
          }
          yield pages;
        }
      }
    };
  }

  /**
   * A page as PNG, made anew: nothing of the file but what can be seen is in it.
   *
   * @param n from 0
   * @throws IllegalArgumentException if the file, once taken, cannot be shown any more
   */
  public static byte[] page(FileType type, byte[] content, int n) {
    try {
      return png(draw(type, content, n, new Deadline(LIMITS.time())));
    } catch (UnfitException | PageImages.TroubleException trouble) {
      throw new IllegalArgumentException(trouble);
    }
  }

  private static BufferedImage draw(FileType type, byte[] content, int n, Deadline deadline) {
    return switch (type) {
      case PDF -> PageImages.page(content, n, SIDE);
      case DOCX, XLSX -> new OfficePages(type, content, LIMITS, deadline).page(n);
      case JPEG, PNG, GIF, BMP, TIFF -> {
        try (var picture = new Picture(type, content, LIMITS, deadline)) {
          yield picture.page(n);
        }
      }
    };
  }

  private static byte[] png(BufferedImage image) {
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** An office file as pages: its words first, then each picture on a page of its own. */
  private static final class OfficePages {
    private record Inside(FileType type, byte[] content) {}

    private final TextPages text;
    private final List<Inside> pictures = new ArrayList<>();
    private final ContentLimits limits;
    private final Deadline deadline;

    OfficePages(FileType type, byte[] content, ContentLimits limits, Deadline deadline) {
      this.limits = limits;
      this.deadline = deadline;
      var file = OfficeFile.open(content, limits, deadline);
      var rules = new OfficeRules(type, file, deadline);
      rules.check();
      var lines = new ArrayList<>(new OfficeText(file, rules, deadline).lines(type));
      file.parts().forEach((name, part) -> picture(name, part, lines));
      this.text = new TextPages(lines, deadline);
    }

    private void picture(String name, byte[] part, List<String> lines) {
      if (!name.contains("/media/")) {
        return;
      }
      FileType.named(name)
          .filter(type -> type.isPicture() && type.beginsLike(part))
          .ifPresentOrElse(
              type -> pictures.add(new Inside(type, part)),
              () -> lines.add("［表示できない図 / not shown: " + name + "］"));
    }

    int examine() {
      int pages = text.pages() + pictures.size();
      if (pages == 0) {
        throw new UnfitException(Unfit.DAMAGED);
      }
      if (pages > limits.pages()) {
        throw new UnfitException(Unfit.TOO_MANY_PAGES);
      }
      for (int n = text.pages(); n < pages; n++) {
        page(n);
      }
      return pages;
    }

    BufferedImage page(int n) {
      if (n < text.pages()) {
        return text.page(n);
      }
      var inside = pictures.get(n - text.pages());
      try (var picture = new Picture(inside.type(), inside.content(), limits, deadline)) {
        return picture.page(0);
      }
    }
  }
}
