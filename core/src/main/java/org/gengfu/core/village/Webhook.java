package org.gengfu.core.village;

/**
 * An outside system that is told of every case, by HTTP POST signed with HMAC-SHA256.
 *
 * @param id id
 * @param name shown to people
 * @param url http or https address
 * @param secret key of the signature
 * @param enabled false sends nothing
 */
public record Webhook(String id, String name, String url, Secret secret, boolean enabled)
    implements Entity {}
