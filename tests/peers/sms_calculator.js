// Twilio's own calculator: reads a JSON list of texts, writes [segments, encoding] of each.
const { SegmentedMessage } = require("sms-segments-calculator");
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const count = (text) => {
  const message = new SegmentedMessage(text, "auto", false);
  return [message.segmentsCount, message.encodingName];
};
process.stdout.write(JSON.stringify(texts.map(count)));
