package org.gengfu.core.cases;

/**
 * Why a message did not get through.
 *
 * @param reason as a code, which has texts in every language
 * @param detail what was answered or found, as an English sentence; without secrets
 */
public record NotDelivered(DeliveryReason reason, String detail) {}
