<?php

declare(strict_types=1);

namespace Weapp;

/** Calls WeChat's servers, through HTTPS_PROXY if that is set. */
final class Wechat
{
    private const TIMEOUT_SECONDS = 5;
    private const EVERYWHERE = [45011 => [429, 'wechat_rate_limited'], -1 => [503, 'wechat_busy']];
    private const OF_LOGIN = self::EVERYWHERE + [
        40029 => [401, 'code_invalid'],
        40163 => [401, 'code_used'],
        40226 => [403, 'user_blocked'],
    ];
    private const OF_PHONE = self::EVERYWHERE + [
        40029 => [400, 'phone_code_invalid'],
        40163 => [400, 'phone_code_invalid'],
    ];
    private const TOKEN_REFUSALS = [40001, 40014, 41001, 42001];

    public function __construct(
        public readonly string $base,
        public readonly string $appid,
        #[\SensitiveParameter] private readonly string $secret,
        private readonly Store $store,
    ) {}

    /**
     * Exchanges a code of wx.login. A code is good for one exchange, so there is no second try.
     *
     * @return array{openid: string, session_key: string, unionid?: string}
     * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html
     */
    public function codeToSession(string $code): array
    {
        $app = ['appid' => $this->appid, 'secret' => $this->secret];
        $query = $app + ['js_code' => $code, 'grant_type' => 'authorization_code'];
        $answer = $this->checked($this->ask('/sns/jscode2session', $query), self::OF_LOGIN);
        return isset($answer['openid'], $answer['session_key']) ? $answer : throw self::unreachable();
    }

    /**
     * Exchanges a code of the event getphonenumber.
     *
     * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/phone-number/getPhoneNumber.html
     */
    public function phoneNumber(string $code): string
    {
        $ask = fn(string $token) => $this->ask(
            '/wxa/business/getuserphonenumber',
            ['access_token' => $token],
            ['code' => $code],
        );
        $token = $this->store->accessToken($this->appid) ?? $this->fetchToken();
        $answer = $ask($token);
        if (in_array($answer['errcode'] ?? 0, self::TOKEN_REFUSALS, true)) {
            $answer = $ask($this->fetchToken($token));
        }
        return $this->checked($answer, self::OF_PHONE)['phone_info']['purePhoneNumber'] ?? throw self::unreachable();
    }

    /**
     * Fetches the access_token. All processes get the same one; a new one is forced only if WeChat
     * still returns the one that it refuses.
     *
     * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-access-token/getStableAccessToken.html
     */
    private function fetchToken(string $refused = '', bool $force = false): string
    {
        $app = ['grant_type' => 'client_credential', 'appid' => $this->appid, 'secret' => $this->secret];
        $request = $app + ['force_refresh' => $force];
        $answer = $this->checked($this->ask('/cgi-bin/stable_token', [], $request), self::EVERYWHERE);
        $token = $answer['access_token'] ?? throw self::unreachable();
        if ($token === $refused && !$force) {
            return $this->fetchToken($refused, true);
        }
        $this->store->keepAccessToken($this->appid, $token, $answer['expires_in'] ?? 0);
        return $token;
    }

    /** One call. Redirects are not followed: they would carry the secret along. */
    private function ask(string $path, array $query, ?array $body = null): array
    {
        $call = curl_init($this->base . $path . '?' . http_build_query($query));
        curl_setopt_array($call, [CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT => self::TIMEOUT_SECONDS]);
        if ($body !== null) {
            curl_setopt($call, CURLOPT_POSTFIELDS, json_encode($body, JSON_THROW_ON_ERROR));
            curl_setopt($call, CURLOPT_HTTPHEADER, ['Content-Type: application/json']);
        }
        $answer = json_decode((string) curl_exec($call), true); // /sns calls it text/plain; it is JSON
        return is_array($answer) ? $answer : throw self::unreachable();
    }

    private function checked(array $answer, array $problems): array
    {
        $errcode = $answer['errcode'] ?? 0;
        if ($errcode === 0) {
            return $answer;
        }
        [$status, $name] = $problems[$errcode] ?? [502, 'wechat_misconfigured'];
        throw new Problem($status, $name, "WeChat refuses: $errcode");
    }

    private static function unreachable(): Problem
    {
        return new Problem(502, 'wechat_unreachable', 'WeChat gave no sensible answer.');
    }
}
