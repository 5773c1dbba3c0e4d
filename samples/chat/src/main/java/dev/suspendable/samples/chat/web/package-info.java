/** A page on which people chat, its WebSocket, and pages for operators. */
package dev.suspendable.samples.chat.web;
