package natsuin.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Our DER is Bouncy Castle's, byte by byte")
class DerTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 128, 253, 255, 256, 65_531, 65_535, 65_536, 1 << 24})
  @DisplayName("at every border of the length's encoding")
  void lengths(int length) throws Exception {
    byte[] content = new byte[length];
    byte[] ours = Der.sequence(Der.octets(content), Der.integer(length));
    ASN1EncodableVector parts = new ASN1EncodableVector();
    parts.add(new DEROctetString(content));
    parts.add(new ASN1Integer(length));
    assertThat(ours).isEqualTo(new DERSequence(parts).getEncoded());
    DerCursor cursor = new DerCursor(ours).enter(Der.SEQUENCE);
    assertThat(cursor.takeContent(Der.OCTET_STRING)).isEqualTo(content);
    assertThat(new BigInteger(cursor.takeContent(Der.INTEGER))).isEqualTo(length);
    assertThat(cursor.hasNext()).isFalse();
  }

  @Test
  @DisplayName("sets are sorted")
  void sets() throws Exception {
    ASN1EncodableVector elements = new ASN1EncodableVector();
    elements.add(new ASN1Integer(300));
    elements.add(new DEROctetString(new byte[] {1, 2}));
    elements.add(new ASN1Integer(2));
    assertThat(Der.setOf(Der.integer(300), Der.octets(new byte[] {1, 2}), Der.integer(2)))
        .isEqualTo(new DERSet(elements).getEncoded());
  }

  @Test
  @DisplayName("attack: lengths that point outside, or are indefinite")
  void badLengths() {
    byte[] good = Der.sequence(Der.octets(new byte[300]));
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThatThrownBy(() -> new DerCursor(cut).enter(Der.SEQUENCE))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (byte[] bad :
        new byte[][] {
          {0x30, (byte) 0x80, 0, 0},
          {0x30, (byte) 0x84, -1, -1, -1, -1},
          {0x30, (byte) 0x85, 0, 0, 0, 0, 0}
        }) {
      assertThatThrownBy(() -> new DerCursor(bad).enter(Der.SEQUENCE))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
