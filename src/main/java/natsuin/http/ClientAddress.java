package natsuin.http;

import io.vertx.ext.web.RoutingContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a request comes from: the peer of the connection, or what a proxy that we trust says of its
 * own peer. What others write into {@code X-Forwarded-For} counts nothing.
 */
public final class ClientAddress {
  private static final String KEY = "natsuin.client";
  private static final int IPV6_SITE_BYTES = 8;

  private final List<Network> trusted;

  /**
   * Behind these proxies.
   *
   * @param proxies addresses and networks, as in {@code 10.0.0.0/8}
   * @throws IllegalArgumentException if one is neither
   */
  public ClientAddress(List<String> proxies) {
    this.trusted = proxies.stream().map(Network::parse).toList();
  }

  /** A handler: later ones ask {@link #of}. */
  public void note(RoutingContext context) {
    context.put(KEY, client(context));
    context.next();
  }

  /**
   * One customer's connection, as far as can be told: an IPv4 address, or the first 64 bits of an
   * IPv6 address, of which one customer has all the rest.
   */
  public static String of(RoutingContext context) {
    return Objects.requireNonNull(context.<String>get(KEY));
  }

  /** Whether the connection itself comes from a proxy that we trust, whatever its headers say. */
  public boolean isFromProxy(RoutingContext context) {
    return isTrusted(peer(context));
  }

  private static InetAddress peer(RoutingContext context) {
    return InetAddress.ofLiteral(context.request().remoteAddress().hostAddress());
  }

  private String client(RoutingContext context) {
    InetAddress seen = peer(context);
    var said = context.request().headers().getAll("X-Forwarded-For");
    var hops = said.stream().flatMap(line -> Arrays.stream(line.split(","))).toList().reversed();
    for (String hop : hops) {
      if (!isTrusted(seen)) {
        break;
      }
      var before = literal(hop.strip());
      if (before.isEmpty()) {
        break;
      }
      seen = before.get();
    }
    return shown(seen);
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }

  private static String shown(InetAddress address) {
    if (address instanceof Inet6Address) {
      byte[] site = Arrays.copyOf(address.getAddress(), IPV6_SITE_BYTES);
      return java.util.HexFormat.of().formatHex(site) + "/64";
    }
    return address.getHostAddress();
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Network(byte[] prefix, int bits) {
    static Network parse(String text) {
      String[] parts = text.split("/", 2);
      byte[] address = InetAddress.ofLiteral(parts[0].strip()).getAddress();
      int bits = parts.length == 2 ? Integer.parseInt(parts[1].strip()) : address.length * 8;
      if (bits < 0 || bits > address.length * 8) {
        throw new IllegalArgumentException(text + " is not a network");
      }
      return new Network(address, bits);
    }

    boolean contains(InetAddress candidate) {
      byte[] other = candidate.getAddress();
      if (other.length != prefix.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((other[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
