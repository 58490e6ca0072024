package org.gengfu.simulator.broker;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.gengfu.core.village.Secret;
import org.jspecify.annotations.Nullable;

/** Lets clients in: everybody, or those who know the name and the password. */
final class Gatekeeper implements ExtensionMain, SimpleAuthenticator {
  private final @Nullable String username;
  private final @Nullable Secret password;

  Gatekeeper(@Nullable String username, @Nullable Secret password) {
    this.username = username;
    this.password = password;
  }

  @Override
  public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
    Services.securityRegistry().setAuthenticatorProvider(ignored -> this);
  }

  @Override
  public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {}

  @Override
  public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
    if (admits(input.getConnectPacket())) {
      output.authenticateSuccessfully();
    } else {
      output.failAuthentication(
          ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD, "wrong user name or password");
    }
  }

  private boolean admits(ConnectPacket packet) {
    if (username == null || password == null) {
      return true;
    }
    byte[] given = packet.getPassword().map(Gatekeeper::bytes).orElse(new byte[0]);
    byte[] right = password.reveal().getBytes(StandardCharsets.UTF_8);
    return packet.getUserName().filter(username::equals).isPresent()
        && MessageDigest.isEqual(given, right);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
