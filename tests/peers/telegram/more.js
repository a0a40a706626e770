// What the emulator lacks, as a subclass that it builds upon: node -r more.js emulator.js PORT
// Any update can be injected (POST /__update {"token", "update"}), and a bot's profile is kept.
const express = require('express');
const server = require('telegram-test-api/lib/telegramServer.js');

const PROFILE = {
  Commands: ['commands', []],
  Description: ['description', ''],
  ShortDescription: ['short_description', ''],
};

class More extends server.TelegramServer {
  constructor(config) {
    super(config);
    this.profiles = {};
  }

  static formatUpdate(update) {
    return update.raw
      ? { update_id: update.updateId, ...update.raw }
      : super.formatUpdate(update);
  }

  async start() {
    const inner = this.webServer;
    const outer = express();
    outer.post('/__update', express.json({ limit: '8mb' }), (request, response) => {
      const { token, update } = request.body;
      const added = { botToken: token, raw: update, time: Date.now() };
      this.addUserUpdate(added);
      response.json({ ok: true, result: added.updateId });
    });
    for (const [name, [field, nothing]] of Object.entries(PROFILE)) {
      const body = express.urlencoded({ extended: true });
      outer.all(`/bot:token/setMy${name}`, body, (request, response) => {
        this.note(`setMy${name}`, request.body);
        const given = request.body[field];
        this.profiles[name + (request.body.language_code || '')] =
          field === 'commands' ? JSON.parse(given) : given;
        response.json({ ok: true, result: true });
      });
      outer.all(`/bot:token/getMy${name}`, body, (request, response) => {
        this.note(`getMy${name}`, request.body);
        const kept = this.profiles[name + (request.body.language_code || '')] || nothing;
        response.json({ ok: true, result: field === 'commands' ? kept : { [field]: kept } });
      });
    }
    outer.use(inner);
    this.webServer = outer;
    await super.start();
  }

  note(method, body) {
    this.calls.push({ t: Date.now(), method, body });
  }
}

server.TelegramServer = More;
